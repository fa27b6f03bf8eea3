import '../support/fake-browser.ts';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';

const TABLES = '../../src/store/tables.ts';
const made = join(tmpdir(), `lapidary-tables-${process.pid}.ts`);

/** `tables.ts` with the description that the README gives as a template. */
vi.doMock(TABLES, async () => {
  const template = /```ts\n([^]*?)```/.exec(readFileSync('src/store/README.md', 'utf8'))?.[1] ?? '';
  const source = readFileSync('src/store/tables.ts', 'utf8');
  const start = /export const tables: [^=]*= \{\n/.exec(source)?.[0] ?? 'no tables';
  const whole = source
    .replace(start, () => `${start}${template}`)
    .replaceAll("from '.", `from '${resolve('src/store')}/.`);
  writeFileSync(made, whole);
  return import(/* @vite-ignore */ made) as Promise<object>;
});

afterAll(() => {
  rmSync(made, { force: true });
});

it('a table made from the README’s template is stored, backed up, and goes with its dataset', async () => {
  const { database } = await import('../../src/store/database.ts');
  const { importRows } = await import('../support/stored.ts');
  const { snapshotDataset } = await import('../../src/store/backup/backup-snapshot.ts');
  const { deleteDataset } = await import('../../src/store/datasets.ts');
  const { recover } = await import('../../src/store/recover.ts');
  const { datasetId } = await importRows(['{"a":1}']);
  const notes = database.table<{ id: string; datasetId: string }, string>('notes');
  const note = { id: 'note', datasetId };
  await notes.add(note);
  await notes.add({ id: 'stray', datasetId: 'gone' });
  await recover();
  expect(await notes.toArray()).toEqual([note]);
  const { visible } = await snapshotDataset(datasetId);
  expect(visible).toContainEqual({ table: 'notes', record: note });
  await deleteDataset(datasetId);
  expect(await notes.count()).toBe(0);
});
