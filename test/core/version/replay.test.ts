import { describe, expect, it } from 'vitest';
import { hashHex } from '../../../src/core/hash/text-hash.ts';
import { freeNames, logChange } from '../../../src/core/version/changes.ts';
import { digestOfReplayed, replay, type Replayed } from '../../../src/core/version/replay.ts';
import type { RecipeStep } from '../../../src/core/version/version.ts';
import { digestOfRows } from '../../support/digest.ts';
import { READ_SETTINGS } from '../../support/stored.ts';

const MAPPING = { input: 'a', output: null };
const SOURCES = [
  { name: 'a.jsonl', columns: ['a'], rows: ['{"a":" x"}', '{"a":"y"}', '{"a":" x"}'] },
  { name: 'b.jsonl', columns: ['a', 'b'], rows: ['{"a":"z","b":1}'] },
];
const IMPORT = logChange('import', { files: [fileOf('a.jsonl')], mapping: MAPPING }, { rowsIn: 0 });
const APPEND = logChange('append', { files: [fileOf('b.jsonl')] }, { rowsIn: 0 });
const TRIM: RecipeStep = { step: 'trim-whitespace', version: 1, params: {} };

function fileOf(name: string): { name: string; settings: typeof READ_SETTINGS } {
  return { name, settings: READ_SETTINGS };
}

function editOf(before: string, row: number, text: string): RecipeStep {
  const edit = { before: hashHex(before), after: hashHex(text), file: 'a.jsonl', row, position: row - 1 };
  return logChange('edit-rows', { edits: [edit], texts: [text] }, { rowsIn: 0 });
}

function markOf(file: string, row: number, count: number, value: string | null): RecipeStep {
  const rows = [{ file, row, count, value }];
  return logChange('set-marks', { mark: 'split', count, digest: '', rows }, { rowsIn: 0 });
}

async function run(...recipe: RecipeStep[]): Promise<Replayed> {
  const replayed = await replay(recipe, SOURCES);
  if (!replayed.ok) throw new Error(replayed.failure.kind);
  return replayed.value;
}

function textsOf({ rows }: Replayed): string[] {
  return rows.map(({ text }) => text);
}

describe('replay', () => {
  it('makes rows, columns, meaning and digest of files and steps alone', async () => {
    const added = logChange('add-rows', { name: 'by hand', hashes: [''], texts: ['{"c":1}'] }, { rowsIn: 0 });
    const mapped = logChange('set-mapping', { mapping: { input: null, output: 'a' }, format: 'alpaca' }, { rowsIn: 0 });
    const replayed = await run(IMPORT, TRIM, APPEND, added, mapped);
    const rows = ['{"a":"x"}', '{"a":"y"}', '{"a":"x"}', '{"a":"z","b":1}', '{"c":1}'];
    expect(textsOf(replayed)).toEqual(rows);
    expect(replayed).toMatchObject({
      columns: ['a', 'b', 'c'],
      mapping: { output: 'a' },
      format: 'alpaca',
      conflicts: [],
    });
    expect(await digestOfReplayed(replayed)).toBe(digestOfRows(rows));
  });

  it('edits one of two equal rows, by where it came from', async () => {
    const replayed = await run(IMPORT, TRIM, editOf('{"a":"x"}', 3, '{"a":"edited"}'));
    expect(textsOf(replayed)).toEqual(['{"a":"x"}', '{"a":"y"}', '{"a":"edited"}']);
  });

  it('tells what it could not do, and does the rest', async () => {
    const replayed = await run(
      IMPORT,
      editOf('{"a":"x"}', 1, '{}'),
      editOf('{"a":" x"}', 2, '{}'),
      markOf('a.jsonl', 2, 3, 'train'),
      logChange('append', { files: [fileOf('c.jsonl')] }, { rowsIn: 0 }),
      TRIM,
    );
    expect(textsOf(replayed)).toEqual(['{"a":"x"}', '{"a":"y"}', '{"a":"x"}']);
    expect(replayed.conflicts).toEqual([
      { step: 1, kind: 'no-row', file: 'a.jsonl', row: 1 },
      { step: 2, kind: 'several-rows', file: 'a.jsonl', row: 2 },
      { step: 3, kind: 'no-row', file: 'a.jsonl', row: 4 },
      { step: 4, kind: 'no-file', file: 'c.jsonl', row: 0 },
    ]);
  });

  it('has marks follow their rows, and digests as if there were no other way to them', async () => {
    const dedupe: RecipeStep = { step: 'remove-duplicates', version: 1, params: { keep: 'last' } };
    const direct = await run(IMPORT, TRIM, dedupe, markOf('a.jsonl', 3, 1, 'test'));
    const detour = await run(IMPORT, markOf('a.jsonl', 1, 3, 'train'), markOf('a.jsonl', 3, 1, 'test'), TRIM, dedupe);
    expect(await digestOfReplayed(direct)).not.toBe(await digestOfReplayed(detour));
    const same = await run(IMPORT, markOf('a.jsonl', 2, 1, 'train'), TRIM, dedupe, markOf('a.jsonl', 3, 1, 'test'));
    expect(await digestOfReplayed(same)).toBe(await digestOfReplayed(detour));
    const taken = await run(IMPORT, markOf('a.jsonl', 2, 2, 'test'), markOf('a.jsonl', 2, 1, null), TRIM, dedupe);
    expect(await digestOfReplayed(taken)).toBe(await digestOfReplayed(direct));
  });

  it('fails where a step can not take its arguments, and throws where the recipe is only a log', async () => {
    expect(await replay([IMPORT, { ...TRIM, params: { nonsense: 1 } }], SOURCES)).toMatchObject({
      ok: false,
      failure: { kind: 'bad-parameter' },
    });
    const log = logChange('add-rows', { name: 'by hand', hashes: [''] }, { rowsIn: 0 });
    await expect(replay([IMPORT, log], SOURCES)).rejects.toThrow('lacks its contents');
    await expect(replay([{ ...IMPORT, version: 2 }], SOURCES)).rejects.toThrow('version 2');
  });
});

describe('freeNames', () => {
  it('leaves names that are free, and numbers the others', () => {
    expect(freeNames(['a', 'a (2)'], ['a', 'b', 'b'])).toEqual(['a (3)', 'b', 'b (2)']);
  });
});
