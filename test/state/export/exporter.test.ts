import { passes } from '../../support/workers-in-node.ts';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Refusals } from '../../../src/core/conversion/refusals.ts';
import { Exporter, refusedIn, type Exported } from '../../../src/state/export/exporter.svelte.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { setMeaning } from '../../../src/store/versions/history.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import { datasetOf, emptyDatabase, importRows } from '../../support/stored.ts';

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
});

const ROWS = ['{"a": 1.0}', '{"a":2}', '{"a":3}'];
const TEXT = ROWS.map((row) => `${row}\n`).join('');
const SHA256 = createHash('sha256').update(TEXT).digest('hex');

async function open() {
  const version = await importRows(ROWS, { name: 'kept' });
  const tasks = new Tasks();
  const notices = new Notices();
  const request = { versionId: version.id, fileType: 'jsonl', format: null, formulaGuard: false } as const;
  return { exporter: new Exporter(tasks, notices), tasks, notices, version, request };
}

describe('a file', () => {
  it('has the rows to the last byte, and its digest a moment later', async () => {
    const { exporter, request, notices, version } = await open();
    const go = passes.stop('hash');
    const writing = exporter.write(request, 'kept.jsonl');
    expect(exporter.running).toBe(true);
    const made = await writing;
    expect(await made?.blob.text()).toBe(TEXT);
    expect([exporter.running, exporter.last?.sha256, exporter.last?.versionId]).toEqual([false, 'pending', version.id]);
    expect(notices.done?.text).toBe('3 rows written to kept.jsonl.');
    go();
    await expect.poll(() => exporter.last?.sha256).toBe(SHA256);
  });

  it('is summed once the browser has had the time to copy it', async () => {
    const { exporter, request } = await open();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    // Longer than a browser takes over three rows.
    const size = vi.spyOn(Blob.prototype, 'size', 'get').mockReturnValue(400_000_000);
    await exporter.write(request, 'kept.jsonl');
    size.mockRestore();
    await vi.advanceTimersByTimeAsync(900);
    expect([passes.begun, exporter.last?.sha256]).toEqual([['export'], 'pending']);
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    await expect.poll(() => exporter.last?.sha256).toBe(SHA256);
  });

  it('never has the digest of the file before it', async () => {
    const { exporter, request } = await open();
    const early = passes.stop('hash');
    await exporter.write({ ...request, range: { from: 0, count: 1 } }, 'first.jsonl');
    await vi.waitUntil(() => passes.begun.includes('hash'));
    passes.reset();
    await exporter.write(request, 'second.jsonl');
    await expect.poll(() => exporter.last?.sha256).toBe(SHA256);
    early();
    await new Promise((done) => setTimeout(done, 50));
    expect([exporter.last?.name, exporter.last?.sha256]).toEqual(['second.jsonl', SHA256]);
  });

  it('whose digest is cancelled says that it has none', async () => {
    const { exporter, request, tasks } = await open();
    passes.stop('hash');
    await exporter.write(request, 'kept.jsonl');
    tasks.inTray[0]?.cancel();
    await expect.poll(() => exporter.last?.sha256).toBe('stopped');
  });

  it('that fails or is cancelled is said, and the one before it stays', async () => {
    const { exporter, request, notices, tasks } = await open();
    const before = await exporter.write(request, 'kept.jsonl');
    passes.break('export', { kind: 'storage-full' });
    expect(await exporter.write(request, 'other.jsonl')).toBeNull();
    expect([notices.failed.length, exporter.running, exporter.last?.name]).toEqual([1, false, before?.name]);
    passes.stop('export');
    const writing = exporter.write(request, 'third.jsonl');
    await vi.waitUntil(() => tasks.inTray.some(({ name }) => name === 'Writing third.jsonl'));
    tasks.inTray.find(({ name }) => name === 'Writing third.jsonl')?.cancel();
    expect([await writing, notices.done?.text, exporter.running]).toEqual([null, 'Cancelled.', false]);
  });

  it('leaves rows out that its format can’t hold, which can be had with their reasons', async () => {
    const { exporter, request } = await open();
    const made = await exporter.write({ ...request, format: 'openai-chat' }, 'chat.jsonl');
    const refused = Object.values(made?.refused ?? {}).reduce((sum, { count }) => sum + count, 0);
    expect([made?.rows, refused]).toEqual([0, 3]);
    const leftOut = made && (await exporter.leftOut([made]));
    expect([leftOut?.rows, leftOut?.first.map(({ row }) => row)]).toEqual([3, [1, 2, 3]]);
    expect(leftOut?.first[0]?.reason).not.toBe('');
  });
});

describe('several files', () => {
  it('are handed over one by one, and counted together', async () => {
    const { exporter, request, notices } = await open();
    const saved: string[] = [];
    const files = [
      { request: { ...request, range: { from: 0, count: 2 } }, name: '1-of-2.jsonl' },
      { request: { ...request, range: { from: 2, count: 1 } }, name: '2-of-2.jsonl' },
    ];
    expect(await exporter.writeAll(files, ({ name, rows }: Exported) => saved.push(`${name}: ${rows}`))).toBe(true);
    expect(saved).toEqual(['1-of-2.jsonl: 2', '2-of-2.jsonl: 1']);
    expect([exporter.made.length, notices.done?.text]).toEqual([2, '3 rows written to 2 files.']);
  });

  it('end with the first that fails; those before it are there', async () => {
    const { exporter, request, notices } = await open();
    const saved: string[] = [];
    const files = ['one', 'two', 'three'].map((name) => ({ request, name }));
    const done = await exporter.writeAll(files, ({ name }) => {
      saved.push(name);
      passes.break('export', { kind: 'storage-full' });
    });
    expect([done, saved, exporter.made.map(({ name }) => name), notices.failed.length]).toEqual([
      ...[false, ['one'], ['one'], 1],
    ]);
  });

  it('that fail from the start leave those of the download before them', async () => {
    const { exporter, request } = await open();
    const files = ['one', 'two'].map((name) => ({ request, name }));
    await exporter.writeAll(files, () => undefined);
    passes.break('export', { kind: 'storage-full' });
    expect(await exporter.writeAll([{ request, name: 'three' }], () => undefined)).toBe(false);
    expect([exporter.made.map(({ name }) => name), exporter.last?.name]).toEqual([['one', 'two'], 'two']);
  });
});

describe('rows that several files leave out', () => {
  const PAIRS = [
    ...['{"instruction":"a","output":"b"}', '{"a":1}', '{"instruction":"c","output":"d"}'],
    ...['{"instruction":"e","output":"f"}', '{"a":2}', '{"a":3}'],
  ];

  async function openPairs() {
    const { datasetId } = await importRows(PAIRS, { columns: ['instruction', 'output', 'a'] });
    const meaning = { mapping: { input: 'instruction', output: 'output' }, format: undefined };
    const meant = await setMeaning(datasetId, 1, meaning, 'Set columns');
    if (!meant.ok) throw new Error(meant.failure.kind);
    const version = meant.value;
    const dataset = await datasetOf(datasetId);
    const exporter = new Exporter(new Tasks(), new Notices());
    const request = { fileType: 'jsonl', format: 'openai-chat', formulaGuard: false } as const;
    return { exporter, version, dataset, request };
  }

  it('are those of all of them, each with its file and its number in the version', async () => {
    const { exporter, request, version } = await openPairs();
    const ranges = [0, 2, 4].map((from) => ({ from, count: 2 }));
    const files = ranges.map((range, index) => ({
      request: { ...request, versionId: version.id, range },
      name: `${index + 1}-of-3.jsonl`,
    }));
    expect(await exporter.writeAll(files, () => undefined)).toBe(true);
    expect(exporter.made.map((made) => [made.rows, countRefused(made.refused)])).toEqual([
      [1, 1],
      [2, 0],
      [0, 2],
    ]);
    expect(countRefused(refusedIn(exporter.made))).toBe(3);
    const exports = (): number => passes.begun.filter((id) => id === 'export').length;
    const begun = exports();
    const found = await exporter.leftOut(exporter.made);
    expect(found?.first.map(({ row, file }) => [row, file])).toEqual([
      [2, '1-of-3.jsonl'],
      [5, '3-of-3.jsonl'],
      [6, '3-of-3.jsonl'],
    ]);
    const lines = ((await found?.blob.text()) ?? '').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { value: unknown }).value)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
    expect(found?.rows).toBe(3);
    // The file that left nothing out is not looked through again.
    expect(exports() - begun).toBe(2);
  });

  it('are no rows of other values where each value of a mark has its file', async () => {
    const { exporter, request, version, dataset } = await openPairs();
    const rows = Uint32Array.of(0, 1, 4);
    const split = { name: 'split', dictionary: ['train', 'test'], rows, values: Uint16Array.of(1, 1, 2) };
    const marked = await setMark(version.datasetId, dataset.seq, split);
    if (!marked.ok) throw new Error(marked.failure.kind);
    const files = ['train', 'test', null].map((value) => ({
      request: { ...request, versionId: marked.value.id, only: { mark: 'split', value } },
      name: `${value ?? 'none'}.jsonl`,
    }));
    await exporter.writeAll(files, () => undefined);
    const found = await exporter.leftOut(exporter.made);
    expect(found?.first.map(({ row, file }) => [row, file])).toEqual([
      [2, 'train.jsonl'],
      [5, 'test.jsonl'],
      [6, 'none.jsonl'],
    ]);
  });

  it('are none where the look for one of them fails', async () => {
    const { exporter, request, version } = await openPairs();
    const files = [0, 4].map((from) => ({
      request: { ...request, versionId: version.id, range: { from, count: 2 } },
      name: `from-${from}.jsonl`,
    }));
    await exporter.writeAll(files, () => undefined);
    passes.break('export', { kind: 'storage-full' });
    expect(await exporter.leftOut(exporter.made)).toBeNull();
  });
});

function countRefused(refused: Refusals): number {
  return Object.values(refused).reduce((sum, { count }) => sum + count, 0);
}

describe('a backup', () => {
  it('is made, and said', async () => {
    const { exporter, version, notices } = await open();
    const blob = await exporter.backUp(await datasetOf(version.datasetId));
    expect([(blob?.size ?? 0) > 0, exporter.running]).toEqual([true, false]);
    expect(notices.done?.text).toBe('kept is backed up with all its versions.');
  });

  it('that fails is none, and is said', async () => {
    const { exporter, version, notices } = await open();
    passes.break('back-up', { kind: 'storage-full' });
    expect(await exporter.backUp(await datasetOf(version.datasetId))).toBeNull();
    expect([notices.failed.length, notices.done, exporter.running]).toEqual([1, null, false]);
  });
});
