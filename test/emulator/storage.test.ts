import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from './emulator.ts';
import { send, type Answer } from './harness.ts';
import { STORAGE } from './hosts.ts';
import { DEFAULTS } from './settings.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const UPLOAD = '/upload/storage/v1/b/lapidary-bucket/o';
const OBJECTS = '/storage/v1/b/lapidary-bucket/o';
const KB256 = 262_144;
const auth = { authorization: `Bearer ${DEFAULTS.token}` };

function ask(path: string, sending: Parameters<typeof send>[2] = {}): Promise<Answer> {
  return send(emulator, path, { host: STORAGE, ...sending });
}

const put = (name: string, text: string, more = ''): Promise<Answer> =>
  ask(`${UPLOAD}?uploadType=media&name=${name}${more}`, {
    body: text,
    headers: { ...auth, 'content-type': 'application/jsonl' },
  });

describe('objects', () => {
  it('are put, read, listed and deleted', async () => {
    const text = '{"a":"é"}\n';
    const made = await put('jobs%2Fa.jsonl', text);
    const md5Hash = createHash('md5').update(text).digest('base64');
    expect(made.body).toMatchObject({
      kind: 'storage#object',
      name: 'jobs/a.jsonl',
      bucket: 'lapidary-bucket',
      size: '11',
      md5Hash,
    });
    await put('z.txt', 'z');
    const listed = await ask(`${OBJECTS}?prefix=jobs/`);
    expect([listed.at('items.length'), listed.at('items.0.name')]).toEqual([1, 'jobs/a.jsonl']);
    const one = `${OBJECTS}/jobs%2Fa.jsonl`;
    expect((await ask(`${one}?alt=media`)).text).toBe(text);
    expect((await ask(one)).body).toEqual(made.body);
    expect((await ask(one, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(one)).at('error.errors.0.reason')).toBe('notFound');
  });

  it('are kept from being written over', async () => {
    expect((await put('a', '1', '&ifGenerationMatch=0')).status).toBe(200);
    expect((await put('a', '2', '&ifGenerationMatch=0')).status).toBe(412);
    expect((await put('a', '3')).status).toBe(200);
    expect((await ask(`${OBJECTS}/a?alt=media`)).text).toBe('3');
  });

  it('come in one request with their metadata', async () => {
    const body =
      '--b\r\ncontent-type: application/json\r\n\r\n{"name":"m.jsonl"}\r\n--b\r\ncontent-type: text/plain\r\n\r\nhello\r\n--b--';
    const headers = { ...auth, 'content-type': 'multipart/related; boundary=b' };
    const made = await ask(`${UPLOAD}?uploadType=multipart`, { body, headers });
    expect(made.body).toMatchObject({ name: 'm.jsonl', contentType: 'text/plain', size: '5' });
    expect((await ask(`${OBJECTS}/m.jsonl?alt=media`)).text).toBe('hello');
  });

  it('want a token and a bucket that is there', async () => {
    expect((await ask(OBJECTS, { headers: {} })).status).toBe(401);
    expect((await ask(OBJECTS, { headers: { authorization: 'Bearer old' } })).at('error.message')).toBe(
      'Invalid Credentials',
    );
    expect((await ask('/storage/v1/b/other/o')).status).toBe(404);
  });
});

it('lets its account do what it may, and nothing else', async () => {
  await put('a.jsonl', 'a');
  const may = (...actions: string[]): void => {
    emulator.state.bucket.permissions = actions.map((action) => `storage.${action}`);
  };
  may('objects.create');
  expect((await put('b.jsonl', 'b')).status).toBe(200);
  const over = await put('a.jsonl', 'b');
  expect([over.status, over.at('error.errors.0.reason')]).toEqual([403, 'forbidden']);
  expect(over.at('error.message')).toContain('does not have storage.objects.delete access');
  for (const path of [OBJECTS, `${OBJECTS}/a.jsonl`, `${OBJECTS}/a.jsonl?alt=media`, '/storage/v1/b/lapidary-bucket'])
    expect((await ask(path)).status).toBe(403);
  expect((await ask(`${OBJECTS}/a.jsonl`, { method: 'DELETE' })).status).toBe(403);
  may('objects.get', 'objects.list', 'buckets.get');
  for (const uploadType of ['media', 'resumable'])
    expect((await ask(`${UPLOAD}?uploadType=${uploadType}&name=c`, { method: 'POST' })).status).toBe(403);
  expect((await ask(`${OBJECTS}/a.jsonl?alt=media`)).text).toBe('a');
  expect(
    (await ask('/storage/v1/b/lapidary-bucket/iam/testPermissions?permissions=storage.objects.create')).body,
  ).toEqual({ kind: 'storage#testIamPermissionsResponse' });
});

it('fails in its own words', async () => {
  emulator.faults.next({}, { kind: 'unauthenticated' });
  const { status, at } = await ask(OBJECTS);
  expect([status, at('error.status'), at('error.errors.0.reason')]).toEqual([401, undefined, 'authError']);
});

it('tells of its bucket', async () => {
  emulator.state.bucket.versioning = true;
  const { body } = await ask('/storage/v1/b/lapidary-bucket');
  expect(body).toMatchObject({ location: 'US-CENTRAL1', versioning: { enabled: true } });
  const path =
    '/storage/v1/b/lapidary-bucket/iam/testPermissions?permissions=storage.objects.create&permissions=storage.buckets.delete';
  expect((await ask(path)).at('permissions')).toEqual(['storage.objects.create']);
});

describe('an upload in pieces', () => {
  async function start(): Promise<string> {
    const headers = { ...auth, 'content-type': 'application/json', 'x-upload-content-type': 'application/jsonl' };
    const opened = await ask(`${UPLOAD}?uploadType=resumable&ifGenerationMatch=0`, {
      body: { name: 'big.jsonl' },
      headers,
    });
    return (opened.headers.get('location') ?? '').replace(emulator.originOf(STORAGE), '');
  }
  const piece = (path: string, range: string, body = ''): Promise<Answer> =>
    ask(path, { method: 'PUT', body, headers: { 'content-range': range } });

  it('comes back whole, through a lost answer', async () => {
    const bytes = 'abcdefgh'.repeat(80_000);
    const total = bytes.length;
    const path = await start();
    expect((await piece(path, `bytes */${total}`)).headers.get('range')).toBeNull();
    const first = await piece(path, `bytes 0-${KB256 - 1}/${total}`, bytes.slice(0, KB256));
    expect([first.status, first.headers.get('range')]).toEqual([308, `bytes=0-${KB256 - 1}`]);
    emulator.faults.next({ method: 'PUT' }, { kind: 'drop-after' });
    const second = [`bytes ${KB256}-${2 * KB256 - 1}/${total}`, bytes.slice(KB256, 2 * KB256)] as const;
    await expect(piece(path, ...second)).rejects.toThrow();
    expect((await piece(path, `bytes */${total}`)).headers.get('range')).toBe(`bytes=0-${2 * KB256 - 1}`);
    const last = await piece(path, `bytes ${2 * KB256}-${total - 1}/${total}`, bytes.slice(2 * KB256));
    const md5Hash = createHash('md5').update(bytes).digest('base64');
    expect(last.body).toMatchObject({
      name: 'big.jsonl',
      contentType: 'application/jsonl',
      size: String(total),
      md5Hash,
    });
    expect((await piece(path, `bytes */${total}`)).body).toEqual(last.body);
  });

  it('refuses gaps and pieces of other lengths', async () => {
    const path = await start();
    expect((await piece(path, 'bytes 0-999/5000', 'x'.repeat(1000))).status).toBe(400);
    expect((await piece(path, `bytes ${KB256}-${2 * KB256 - 1}/*`, 'x'.repeat(KB256))).status).toBe(400);
    expect((await piece(path, 'bytes 0-9/10', 'x')).status).toBe(400);
    expect((await piece(path.replace(/upload_id=.*/, 'upload_id=none'), 'bytes */*')).status).toBe(404);
  });
});
