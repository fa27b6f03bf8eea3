import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CHUNK_BYTES,
  chunkEnd,
  contentRange,
  receivedBytes,
  sessionPath,
} from '../../src/services/cloud-storage/chunks.ts';
import { CloudStorage, type Upload } from '../../src/services/cloud-storage.ts';
import { startBucket, type Bucket } from '../support/bucket.ts';
import { clientOf } from '../support/recording-server.ts';
import { problemOf } from '../support/service-problem.ts';

const MIB = 1024 * 1024;
const SESSION = '/upload/storage/v1/b/my-bucket/o?uploadType=resumable&name=a.jsonl&upload_id=AbC-1';

let bucket: Bucket;
let storage: CloudStorage;
let sent: number[];

beforeEach(async () => {
  bucket = await startBucket();
  storage = new CloudStorage(clientOf(bucket).client, () => Promise.resolve());
  sent = [];
});
afterEach(async () => {
  await bucket[Symbol.asyncDispose]();
});

function blobOf(bytes: number): Blob {
  const content = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += 997) content[at] = at % 251;
  return new Blob([content]);
}

function uploadOf(blob: Blob, more: Partial<Upload> = {}): Upload {
  const rest = { contentType: 'application/jsonl', onSent: (bytes: number) => sent.push(bytes) };
  return { bucket: 'my-bucket', name: 'jobs/a.jsonl', blob, ...rest, ...more };
}

async function digest(blob: Blob): Promise<string> {
  return createHash('md5')
    .update(Buffer.from(await blob.arrayBuffer()))
    .digest('base64');
}

describe('chunks', () => {
  it('cover every byte once, in multiples of 256 KiB but for the last', () => {
    fc.assert(
      fc.property(fc.nat({ max: 40 * MIB }), (total) => {
        let at = 0;
        while (at < total) {
          const end = chunkEnd(at, total);
          expect(contentRange(at, end, total)).toBe(`bytes ${at}-${end - 1}/${total}`);
          expect(receivedBytes(`bytes=0-${end - 1}`, total)).toBe(end);
          if (end < total) expect((end - at) % (256 * 1024)).toBe(0);
          expect(end).toBeGreaterThan(at);
          at = end;
        }
        expect(at).toBe(total);
      }),
    );
  });

  it('ask how much is kept, and believe no figure that makes no sense', () => {
    expect(contentRange(0, 0, 12)).toBe('bytes */12');
    for (const range of [null, '', 'bytes=5-9', 'bytes=0-', 'bytes=0-12', 'bytes 0-3/12']) {
      expect(receivedBytes(range, 12)).toBeNull();
    }
  });

  it('go to an upload session of Cloud Storage and to nothing else', () => {
    expect(sessionPath(`https://storage.googleapis.com${SESSION}`)).toBe(SESSION);
    expect(sessionPath(`http://127.0.0.1:9/storage.googleapis.com${SESSION}`)).toBe(SESSION);
    const others = [
      'https://storage.googleapis.com/x?upload_id=1',
      'https://e.example/',
      SESSION.replace('upload_id', 'x'),
    ];
    for (const location of [null, '', ...others]) expect(sessionPath(location)).toBeNull();
  });
});

describe('an upload', () => {
  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 20 * MIB])(
    'stores %d bytes as they are',
    async (bytes) => {
      const blob = blobOf(bytes);
      const stored = await storage.upload(uploadOf(blob));
      expect(stored).toEqual({
        ...{ uri: 'gs://my-bucket/jobs/a.jsonl', generation: '1', via: 'chunks' },
        md5: await digest(blob),
      });
      expect(bucket.objects.get('jobs/a.jsonl')?.contentType).toBe('application/jsonl');
      expect(sent).toEqual([...sent].sort((a, b) => a - b));
      expect(sent.at(-1)).toBe(bytes);
    },
  );

  it.each(['drop before', 'drop after', 'keep half', 'say 503'] as const)(
    'goes on where it was when a chunk is lost: %s',
    async (fault) => {
      const blob = blobOf(20 * MIB);
      bucket.chunkFaults.push(null, fault, null, fault);
      expect(await storage.upload(uploadOf(blob))).toMatchObject({ via: 'chunks', md5: await digest(blob) });
      expect(sent.at(-1)).toBe(blob.size);
    },
  );

  it('is sent in one request where no session opens, or a page can’t read where chunks go or what is kept', async () => {
    const blob = blobOf(9 * MIB);
    for (const hidden of ['sessions', 'location', 'range'] as const) {
      bucket.hidden.add(hidden);
      const stored = await storage.upload(uploadOf(blob, { name: `${hidden}.jsonl` }));
      expect(stored).toMatchObject({ via: 'one-request', md5: await digest(blob) });
      expect(bucket.objects.get(`${hidden}.jsonl`)?.contentType).toBe('application/jsonl');
      bucket.hidden.delete(hidden);
    }
  });

  it('is sent in one request where no chunk gets through', async () => {
    const blob = blobOf(100);
    bucket.chunkFaults.push(...Array.from({ length: 40 }, () => 'drop before' as const));
    expect(await storage.upload(uploadOf(blob))).toMatchObject({ via: 'one-request', md5: await digest(blob) });
  });

  it('is sent in one request where its session is gone', async () => {
    const blob = blobOf(9 * MIB);
    bucket.chunkFaults.push(null, 'say 410');
    expect(await storage.upload(uploadOf(blob))).toMatchObject({ via: 'one-request', md5: await digest(blob) });
    expect(sent).toEqual([8 * MIB, 0, blob.size]);
  });

  it('finds its file when only the answer to the one request was lost', async () => {
    bucket.hidden.add('location');
    bucket.mediaFaults.push('drop after');
    const blob = blobOf(1000);
    expect(await storage.upload(uploadOf(blob))).toMatchObject({ md5: await digest(blob), generation: '1' });
    bucket.mediaFaults.push('drop before');
    const lost = await problemOf(storage.upload(uploadOf(blob, { name: 'lost.jsonl' })));
    expect(lost).toMatchObject({ kind: 'no-answer', outcome: 'unknown' });
  });

  it.each([[], ['location']] as const)('never takes the place of another file (hidden: %s)', async (...hidden) => {
    await storage.upload(uploadOf(blobOf(10)));
    for (const name of hidden) bucket.hidden.add(name);
    const problem = await problemOf(storage.upload(uploadOf(blobOf(20))));
    expect(problem).toMatchObject({ kind: 'exists', status: 412, outcome: 'refused' });
    expect(bucket.objects.get('jobs/a.jsonl')?.content.length).toBe(10);
  });

  it('stops when it is given up, and stores nothing', async () => {
    const controller = new AbortController();
    const onSent = () => controller.abort();
    const giving = storage.upload(uploadOf(blobOf(20 * MIB), { onSent, signal: controller.signal }));
    await expect(giving).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
    expect(bucket.objects.size).toBe(0);
  });

  it('reads the Blob in pieces, never whole', async () => {
    const blob = blobOf(20 * MIB);
    const sizes: number[] = [];
    const slice = blob.slice.bind(blob);
    blob.slice = (start = 0, end = blob.size) => {
      sizes.push(end - start);
      return slice(start, end);
    };
    const refuse = () => Promise.reject(new Error('the whole Blob was read'));
    Object.assign(blob, { arrayBuffer: refuse, text: refuse });
    await storage.upload(uploadOf(blob));
    expect(sizes).toEqual([8 * MIB, 8 * MIB, 4 * MIB]);
  });
});

describe('a bucket', () => {
  it('tells what may be done in it', async () => {
    expect(await storage.probe('my-bucket')).toMatchObject({
      ...{ exists: true, readable: true, writable: true, deletable: true, missing: [] },
      ...{ location: 'US-CENTRAL1', versioning: true },
    });
    const { unseen } = await storage.probe('my-bucket');
    expect(unseen).toContain('gcp-sa-aiplatform');
  });

  it('names what is missing, and bears that its settings are not shown', async () => {
    bucket.granted = ['storage.objects.create'];
    bucket.hidden.add('settings');
    expect(await storage.probe('my-bucket')).toMatchObject({
      ...{ exists: true, readable: false, writable: true, deletable: false, location: null, versioning: null },
      missing: ['storage.objects.get', 'storage.objects.list', 'storage.objects.delete'],
    });
  });

  it('may not be there', async () => {
    expect(await storage.probe('nobody')).toMatchObject({ exists: false, readable: false, writable: false });
  });

  it('loses a file that is deleted', async () => {
    const { uri } = await storage.upload(uploadOf(blobOf(10)));
    await storage.delete(uri);
    expect(bucket.objects.size).toBe(0);
    expect((await problemOf(storage.delete(uri))).kind).toBe('not-found');
  });
});
