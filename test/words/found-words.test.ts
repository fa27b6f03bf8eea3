import { expect, it } from 'vitest';
import type { FilePreview, ReadSettings } from '../../src/core/filetypes/settings.ts';
import { foundWords } from '../../src/pages/import/found-words.ts';

const CSV: ReadSettings = {
  ...{ fileType: 'csv', encoding: 'utf-8', delimiter: ';', newline: '\n', headerRow: 4, longRows: 'quarantine' },
};

function found(settings: Partial<ReadSettings>): readonly string[] {
  const preview = { settings: { ...CSV, ...settings }, rowCount: 12, quarantined: [] };
  // The cast: nothing else of a preview is looked at.
  return foundWords(preview as unknown as FilePreview);
}

it('says in how many rows a header is', () => {
  expect(found({})).toEqual(['CSV', 'UTF-8', 'semicolon', 'header in row 4', '12 rows']);
  expect(found({ headerRows: 1 })).toContain('header in row 4');
  expect(found({ headerRows: 3 })).toContain('header in rows 4–6');
  expect(found({ headerRow: 0, headerRows: 3 })).toContain('no header');
});
