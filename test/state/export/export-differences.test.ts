import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../../../src/core/version/version.ts';
import { differences } from '../../../src/state/export/export-differences.ts';

const clean: SourceFile = {
  name: 'a.jsonl',
  bytes: 100,
  fileType: 'jsonl',
  encoding: 'utf-8',
  rows: 10,
  quarantined: 0,
  blankLines: 0,
  file: 0,
  columns: [],
  bom: false,
  crlf: 0,
  padded: 0,
  finalNewline: true,
  shortRows: 0,
  longRows: 0,
};

function notes(sources: readonly Partial<SourceFile>[], type: 'jsonl' | 'csv' | 'json'): readonly string[] {
  return differences({ sources: sources.map((source) => ({ ...clean, ...source })) }, type);
}

describe('what an export can not give back', () => {
  it('has nothing to say of one clean JSONL file, with or without a last line end', () => {
    expect(notes([{}], 'jsonl')).toEqual([]);
    expect(notes([{ finalNewline: false }], 'jsonl')).toEqual([]);
  });

  it('names each thing that differs, with its count', () => {
    const all = notes([{ bom: true, crlf: 1_204, blankLines: 1, padded: 3, quarantined: 2 }], 'jsonl').join('\n');
    expect(all).toContain('byte order mark');
    expect(all).toContain('1,204 lines ended in CR LF');
    expect(all).toContain('1 blank line is left out');
    expect(all).toContain('3 rows');
    expect(all).toContain('2 unreadable rows in quarantine are not in the download');
  });

  it('names what a JSON document, a compressed file or a table had around its rows', () => {
    expect(notes([{ fileType: 'json', leftOut: ['version', 'title'], gzip: true }], 'jsonl')).toEqual([
      'JSON becomes JSONL, one row per line.',
      'The file was compressed with gzip, and the download is not.',
      'What was outside the rows is left out: version, title.',
    ]);
    expect(notes([{ fileType: 'csv', preamble: 2 }], 'jsonl')).toContain('2 rows above the header are left out.');
  });

  it('says which file of several is meant', () => {
    const all = notes([{}, { name: 'b.jsonl', bom: true }], 'jsonl');
    expect(all[0]).toContain('2 files become one');
    expect(all[1]).toMatch(/^b\.jsonl: the byte order mark/);
  });

  it('explains another file type', () => {
    expect(notes([{ fileType: 'csv' }], 'jsonl')[0]).toContain('CSV becomes JSONL');
    expect(notes([{}], 'csv')[0]).toContain('becomes CSV');
    expect(notes([{}], 'json')[0]).toContain('JSON array');
  });
});
