import { passes } from '../../support/workers-in-node.ts';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Exporter, type Exported } from '../../../src/state/export/exporter.svelte.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
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
    const leftOut = made && (await exporter.leftOut(made));
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
});

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
