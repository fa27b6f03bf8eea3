import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHUNK_BYTES } from '../../src/services/cloud-storage/send-chunks.ts';
import { CloudStorage } from '../../src/services/cloud-storage.ts';
import { CANARY, clientOf, sayJson, startRecordingServer } from '../support/recording-server.ts';
import { problemOf } from '../support/service-problem.ts';

const TOTAL = 2 * CHUNK_BYTES + 12_345;
const BYTES = Uint8Array.from({ length: TOTAL }, (_, at) => 32 + (((at * 2_654_435_761) >>> 8) % 90));
const OBJECTS = 'storage.objects.';

type Answer = (response: ServerResponse) => void;

/** As much of Cloud Storage as takes one file; faults on order. */
class Bucket {
  readonly objects = new Map<string, Buffer>();
  /** Method, kind and `Content-Range` of every request. */
  readonly asked: string[] = [];
  /** By the number of the request. */
  readonly faults = new Map<number, 'drop before' | 'drop after' | Answer>();
  showsLocation = true;
  showsRange = true;
  /** Of a piece only so many bytes are kept. */
  keeps = Infinity;
  #name = '';
  #held = Buffer.alloc(0);

  answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://x');
    const type = url.searchParams.has('upload_id') ? 'piece' : url.searchParams.get('uploadType');
    const range = request.headers['content-range'];
    this.asked.push([request.method, type, range].filter((part) => part !== undefined).join(' '));
    const fault = this.faults.get(this.asked.length);
    if (typeof fault === 'function') return fault(response);
    if (fault === 'drop before') return void response.destroy();
    if (fault === 'drop after') response.end = () => response.destroy();
    expect(request.headers.authorization).toBe(`Bearer ${CANARY.accessToken}`);
    if (type === 'piece') return this.#takePiece(range ?? '', body, response);
    const name = url.searchParams.get('name') ?? '';
    expect(url.searchParams.get('ifGenerationMatch')).toBe('0');
    if (this.objects.has(name)) return sayJson(412, { error: { code: 412, message: 'conditionNotMet' } })(response);
    if (type === 'media') return this.#finish(name, body, response);
    expect(JSON.parse(body.toString())).toEqual({ contentType: 'application/jsonl' });
    [this.#name, this.#held] = [name, Buffer.alloc(0)];
    const location = `https://storage.googleapis.com${url.pathname}${url.search}&upload_id=s3ss10n`;
    response.writeHead(200, this.showsLocation ? { location } : {}).end();
  }

  #takePiece(range: string, body: Buffer, response: ServerResponse): void {
    const [, first, last, total] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+)$/.exec(range) ?? [];
    if (first !== undefined) {
      const start = Number(first);
      expect(body.length).toBe(Number(last) + 1 - start);
      if (start > this.#held.length) return sayJson(503, {})(response);
      this.#held = Buffer.concat([this.#held.subarray(0, start), body.subarray(0, this.keeps)]);
    }
    if (this.#held.length === Number(total)) return this.#finish(this.#name, this.#held, response);
    const shown = this.showsRange && this.#held.length > 0;
    response.writeHead(308, shown ? { range: `bytes=0-${this.#held.length - 1}` } : {}).end();
  }

  #finish(name: string, bytes: Buffer, response: ServerResponse): void {
    this.objects.set(name, bytes);
    sayJson(200, { kind: 'storage#object', name, generation: '1732' })(response);
  }
}

let bucket: Bucket;
let server: Server;
let storage: CloudStorage;
let sent: number[];
beforeEach(async () => {
  bucket = new Bucket();
  sent = [];
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => bucket.answer(request, Buffer.concat(pieces), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // what a server that listens on TCP has
  storage = new CloudStorage(clientOf({ origin: `http://127.0.0.1:${port}` }).client);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function upload(bytes: Uint8Array<ArrayBuffer> = BYTES, signal?: AbortSignal) {
  const onSent = (count: number) => sent.push(count);
  const file = { bucket: 'gems', name: 'lapidary/a b.jsonl', contentType: 'application/jsonl' };
  return storage.upload({ ...file, blob: new Blob([bytes]), onSent, signal });
}

function stored(): Buffer | undefined {
  return bucket.objects.get('lapidary/a b.jsonl');
}

const PIECES = [
  'POST resumable',
  `PUT piece bytes 0-${CHUNK_BYTES - 1}/${TOTAL}`,
  `PUT piece bytes ${CHUNK_BYTES}-${2 * CHUNK_BYTES - 1}/${TOTAL}`,
  `PUT piece bytes ${2 * CHUNK_BYTES}-${TOTAL - 1}/${TOTAL}`,
];
const STATUS = `PUT piece bytes */${TOTAL}`;

describe('an upload', () => {
  it('goes in pieces of eight megabytes and tells how far it is', async () => {
    expect(await upload()).toEqual({ uri: 'gs://gems/lapidary/a b.jsonl', generation: '1732', by: 'resumable' });
    expect(stored()?.equals(BYTES)).toBe(true);
    expect(bucket.asked).toEqual(PIECES);
    expect(sent).toEqual([CHUNK_BYTES, 2 * CHUNK_BYTES, TOTAL]);
  });

  it('takes an empty file', async () => {
    expect(await upload(new Uint8Array(0))).toMatchObject({ by: 'resumable' });
    expect(stored()?.length).toBe(0);
  });

  it.each(['drop before', 'drop after'] as const)(
    'goes on where the service stands, any piece lost: %s',
    async (how) => {
      for (const place of [2, 4, 6]) bucket.faults.set(place, how);
      expect(await upload()).toMatchObject({ by: 'resumable' });
      expect(stored()?.equals(BYTES)).toBe(true);
      expect(bucket.asked.filter((line) => line === STATUS)).not.toHaveLength(0);
    },
  );

  it('sends again what the service did not keep', async () => {
    bucket.keeps = CHUNK_BYTES / 2;
    await upload();
    expect(stored()?.equals(BYTES)).toBe(true);
  });

  it('goes at once where the page can not read the address of the session', async () => {
    bucket.showsLocation = false;
    expect(await upload()).toMatchObject({ by: 'media' });
    expect(stored()?.equals(BYTES)).toBe(true);
    expect([bucket.asked, sent]).toEqual([['POST resumable', 'POST media'], [TOTAL]]);
  });

  it('goes at once where the page can not read how much has arrived', async () => {
    bucket.showsRange = false;
    expect(await upload()).toMatchObject({ by: 'media' });
    expect(stored()?.equals(BYTES)).toBe(true);
  });

  it('goes at once where the session is gone', async () => {
    bucket.faults.set(3, sayJson(410, {}));
    expect(await upload()).toMatchObject({ by: 'media' });
    expect(stored()?.equals(BYTES)).toBe(true);
  });

  it('leaves a file of the same name alone', async () => {
    const before = Buffer.from('before');
    bucket.objects.set('lapidary/a b.jsonl', before);
    expect(await problemOf(upload())).toMatchObject({
      kind: 'exists',
      what: expect.stringContaining('"gs://gems/lapidary/a b.jsonl" exists') as string,
      outcome: 'refused',
    });
    expect(stored()).toBe(before);
  });

  it('ends at once where the token has ended', async () => {
    bucket.faults.set(3, sayJson(401, { error: { code: 401, status: 'UNAUTHENTICATED', message: 'x' } }));
    expect(await problemOf(upload())).toMatchObject({ kind: 'bad-credential' });
    expect(bucket.asked).toHaveLength(3);
  });

  it('ends when it is given up', async () => {
    const stop = new AbortController();
    bucket.faults.set(3, () => stop.abort());
    await expect(upload(BYTES, stop.signal)).rejects.toHaveProperty('name', 'AbortError');
    expect(bucket.asked).toHaveLength(3);
  });

  it.each(['gs://gems', 'Gems', 'a', 'gems/../other', ''])('is not sent to what is no bucket: "%s"', async (name) => {
    const file = { bucket: name, name: 'x', blob: new Blob(['x']), contentType: 'text/plain' };
    expect(await problemOf(storage.upload(file))).toMatchObject({ kind: 'invalid', outcome: 'refused' });
    expect(bucket.asked).toEqual([]);
  });
});

describe('what may be done in a bucket', () => {
  const missing = { error: { code: 404, message: 'The specified bucket does not exist.' } };
  const refused = { error: { code: 403, message: 'does not have storage.buckets.get access' } };

  it.each([
    [
      'all',
      { permissions: ['create', 'get', 'delete', 'list'].map((verb) => OBJECTS + verb) },
      sayJson(200, { location: 'US-CENTRAL1', versioning: { enabled: true } }),
      { exists: true, readable: true, writable: true, location: 'US-CENTRAL1', versioning: true },
    ],
    [
      'writing, and nothing is told of the bucket itself',
      { permissions: [`${OBJECTS}create`] },
      sayJson(403, refused),
      { exists: true, readable: false, writable: true, location: null, versioning: null },
    ],
    [
      'nothing',
      {},
      sayJson(200, { location: 'EU' }),
      { exists: true, readable: false, writable: false, location: 'EU', versioning: false },
    ],
  ])('is asked, not tried: %s', async (_, permissions, bucketSays, state) => {
    await using asked = await startRecordingServer();
    const say = (response: ServerResponse, { path }: { path: string }) =>
      (path.includes('testPermissions') ? sayJson(200, permissions) : bucketSays)(response);
    asked.answers.push(say, say);
    expect(await new CloudStorage(clientOf(asked).client).probe('gems')).toEqual(state);
    const query = ['create', 'get', 'delete', 'list'].map((verb) => `permissions=${OBJECTS}${verb}`).join('&');
    expect(asked.requests.map(({ method, host, path }) => [method, host, path]).sort()).toEqual([
      ['GET', 'storage.googleapis.com', '/storage/v1/b/gems'],
      ['GET', 'storage.googleapis.com', `/storage/v1/b/gems/iam/testPermissions?${query}`],
    ]);
  });

  it('is nothing where there is none; any other refusal is a problem', async () => {
    await using asked = await startRecordingServer();
    const probe = () => new CloudStorage(clientOf(asked).client).probe('gems');
    asked.answers.push(sayJson(404, missing), sayJson(404, missing));
    expect(await probe()).toMatchObject({ exists: false, readable: false, writable: false });
    const gone = { error: { code: 401, message: 'Invalid Credentials' } };
    asked.answers.push(sayJson(401, gone), sayJson(401, gone));
    expect(await problemOf(probe())).toMatchObject({ status: 401 });
  });
});
