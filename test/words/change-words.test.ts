import { describe, expect, it } from 'vitest';
import { logChange } from '../../src/core/version/changes.ts';
import { changeWords } from '../../src/words/change-words.ts';

const MAPPING = { input: 'q', output: null };

describe('what a change did, in words', () => {
  it('has a sentence for each kind', () => {
    const edits = [{ before: '', after: '', file: 'a.csv', row: 7, position: 4 }];
    const logs = [
      logChange('import', { files: [], mapping: MAPPING }, { rowsIn: 0, added: 1_204 }),
      logChange('append', { files: [] }, { rowsIn: 1_204, added: 2 }),
      logChange('add-rows', { name: '', hashes: [''] }, { rowsIn: 1_206, added: 1 }),
      logChange('set-marks', { mark: 'split', count: 3, digest: '' }, { rowsIn: 1_207 }),
      logChange('edit-rows', { edits }, { rowsIn: 1_207, changed: 1 }),
    ];
    expect(logs.map(changeWords)).toEqual([
      '1,204 rows imported.',
      '2 rows added after row 1,204.',
      '1 row added at the end.',
      '3 rows marked in “split”. Rows unchanged.',
      'Row 5 edited (row 7 of a.csv).',
    ]);
    expect(changeWords(logChange('set-mapping', { mapping: MAPPING }, { rowsIn: 1 }))).toContain('q');
  });

  it('leaves cleaning steps to their log', () => {
    const log = { ...logChange('append', { files: [] }, { rowsIn: 0 }), step: 'trim-whitespace' };
    expect(changeWords(log)).toBeNull();
  });
});
