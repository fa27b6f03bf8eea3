import { describe, expect, it } from 'vitest';
import { base64Bytes, imageBlob } from '../../../src/ui/conversation/image-blob.ts';

describe('an inline image', () => {
  it('becomes its bytes, whichever alphabet its base64 is in', async () => {
    const bytes = Uint8Array.of(251, 255, 190, 1);
    const plain = Buffer.from(bytes).toString('base64');
    for (const data of [plain, plain.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')]) {
      const blob = imageBlob('image/png', data);
      expect(blob?.type).toBe('image/png');
      expect(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(bytes);
      expect(base64Bytes(data)).toBe(4);
    }
  });

  it('is none where a page does not draw it or it is not base64', () => {
    expect(imageBlob('image/svg+xml', 'PHN2Zy8+')).toBeNull();
    expect(imageBlob('text/html', 'PGI+')).toBeNull();
    expect(imageBlob('image/png', 'not base64!')).toBeNull();
  });
});
