import { describe, expect, it } from 'vitest';
import type { ExportChoice } from '../../../src/state/export/export-choice.svelte.ts';
import { exportParts } from '../../../src/state/export/export-files.ts';

const VERSION = { id: 'v1', rowCount: 25 };
const MARKS = [{ name: 'split', values: ['train', 'test'] }];
const CHOICE: ExportChoice = {
  fileType: 'jsonl',
  format: null,
  formulaGuard: true,
  sources: false,
  marks: false,
  sharing: 'one',
  mark: '',
  shardRows: 10,
};

function partsOf(change: Partial<ExportChoice>, marks = MARKS): string[] {
  return exportParts(VERSION, { ...CHOICE, ...change }, marks).map(({ part }) => part);
}

describe('the files of a download', () => {
  it('are one, with no guard for formulas where there are none', () => {
    expect(exportParts(VERSION, CHOICE, MARKS)).toEqual([
      { part: '', request: { versionId: 'v1', fileType: 'jsonl', format: null, formulaGuard: false } },
    ]);
  });

  it('are one for each value of a mark and one for rows without', () => {
    expect(partsOf({ sharing: 'mark', mark: 'split' })).toEqual(['train', 'test', 'no split']);
    expect(partsOf({ sharing: 'mark', mark: 'gone' })).toEqual(['train', 'test', 'no split']);
    expect(partsOf({ sharing: 'mark' }, [])).toEqual(['']);
  });

  it('are this many rows each, and all rows together', () => {
    const parts = exportParts(VERSION, { ...CHOICE, sharing: 'shards' }, []);
    expect(parts.map(({ part }) => part)).toEqual(['1-of-3', '2-of-3', '3-of-3']);
    expect(parts.map(({ request }) => request.range)).toEqual([
      { from: 0, count: 10 },
      { from: 10, count: 10 },
      { from: 20, count: 5 },
    ]);
    expect(partsOf({ sharing: 'shards', shardRows: 25 })).toEqual(['']);
  });
});
