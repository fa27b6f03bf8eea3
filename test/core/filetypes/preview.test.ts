import { describe, expect, it } from 'vitest';
import type { FilePreview, ReadSettings } from '../../../src/core/filetypes/settings.ts';
import { previewHead } from '../../../src/core/filetypes/preview.ts';
import type { Failure } from '../../../src/core/failure.ts';

const encoder = new TextEncoder();

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? encoder.encode(text) : text;
}

/** In the byte order of this machine, which is little-endian. */
function utf16(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).buffer);
}

function preview(text: string | Uint8Array, wanted: Partial<ReadSettings> = {}, complete = true): FilePreview {
  const result = previewHead(bytesOf(text), { name: 'x', bytes: 1_000_000, complete }, wanted);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function failure(text: string | Uint8Array, wanted: Partial<ReadSettings> = {}): Failure {
  const result = previewHead(bytesOf(text), { name: 'x', bytes: 1, complete: true }, wanted);
  if (result.ok) throw new Error('no failure');
  return result.failure;
}

describe('previewHead', () => {
  it('shows a table with its columns, what they may be, and why it is read so', () => {
    expect(preview('text,category\nhello,a\nyou,b\n')).toMatchObject({
      name: 'x',
      bytes: 1_000_000,
      columns: ['text', 'category'],
      mapping: { input: 'text', output: 'category' },
      rows: ['{"text":"hello","category":"a"}', '{"text":"you","category":"b"}'],
      quarantined: [],
      complete: true,
    });
  });

  it('shows JSON Lines with what could not be read', () => {
    const found = preview('\ufeff{"prompt":"a","completion":"b"}\n\nnope\n{"prompt":"c"}');
    expect(found.rows).toEqual(['{"prompt":"a","completion":"b"}', '{"prompt":"c"}']);
    expect(found.quarantined).toMatchObject([
      { line: 3, byte: 36, reason: 'not JSON: unexpected word nope at column 1' },
    ]);
    expect(found.mapping).toEqual({ input: 'prompt', output: 'completion' });
  });

  it('leaves out the row that the head cuts', () => {
    expect(preview('a,b\n1,2\n3,4', {}, false)).toMatchObject({ rows: ['{"a":"1","b":"2"}'], complete: false });
    expect(preview('a,b\n1,2\n3,"x\ny', {}, false).rows).toHaveLength(1);
    expect(preview('{"a":1}\n{"a":2}', {}, false).rows).toEqual(['{"a":1}']);
    expect(preview('{"a":"very lo', {}, false)).toMatchObject({ rows: [], complete: false });
    expect(preview('{"a":1}\n{"a":2}', {}, true).rows).toHaveLength(2);
  });

  it('shows at most 100 rows and says that there are more', () => {
    const csv = preview(`a\n${'x\n'.repeat(101)}`);
    expect(csv.rows).toHaveLength(100);
    expect(csv.complete).toBe(false);
    expect(preview('{"a":1}\n'.repeat(100))).toMatchObject({ complete: true });
  });

  it('reads other encodings', () => {
    const wide = utf16('\ufeffa,é\n1,2\n');
    expect(preview(wide).rows).toEqual(['{"a":"1","é":"2"}']);
    const lines = utf16('\ufeff{"é":1}\n{"é":2}\n');
    expect(preview(lines).rows).toEqual(['{"é":1}', '{"é":2}']);
    expect(preview(Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a))).toMatchObject({ rows: ['{"a":"é"}'] });
  });

  it('shows a table without rows', () => {
    expect(preview('a,b\n')).toMatchObject({ columns: ['a', 'b'], rows: [] });
  });

  it('fails where there is nothing to show, with the reason', () => {
    expect(failure('')).toEqual({ kind: 'no-rows', file: 'x' });
    expect(failure('\n\n')).toEqual({ kind: 'no-rows', file: 'x' });
    expect(failure('[\n {"a":1}\n]')).toMatchObject({
      kind: 'unreadable-file',
      why: expect.stringMatching(/one JSON document/) as string,
    });
    expect(failure(Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a), { encoding: 'utf-8' })).toEqual({
      kind: 'bad-encoding',
      file: 'x',
      encoding: 'utf-8',
      byte: 2,
    });
    expect(failure('a\n1\n', { encoding: 'no-such' })).toMatchObject({ kind: 'unreadable-file' });
  });
});
