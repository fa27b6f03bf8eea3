import { expect, it } from 'vitest';
import { previewHead } from '../../../src/core/filetypes/preview.ts';
import type { FilePreview, ReadSettings } from '../../../src/core/filetypes/settings.ts';
import { describeShared, type SharedFiles } from '../../support/real-files.ts';

function preview(files: SharedFiles, name: string, wanted: Partial<ReadSettings> = {}): FilePreview {
  const bytes = files.bytes(name);
  const found = previewHead(bytes, { name, bytes: bytes.length, complete: true }, wanted);
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return found.value;
}

/** What a case is to become: as it is found, and after a click on the first button that is offered. */
interface Wanted {
  readonly type: string;
  readonly rows: number;
  readonly quarantined?: number;
  readonly rowsAt?: string;
  readonly format?: string;
  readonly columns?: readonly string[];
  readonly offered?: { readonly rows: number; readonly quarantined: number };
}

const cases: Readonly<Record<string, readonly [file: string, wanted: Wanted]>> = {
  '04-sharegpt-roles': ['input.json', { type: 'json', rows: 6, rowsAt: '[]', format: 'sharegpt' }],
  '08-flat-turns': ['input.json', { type: 'json', rows: 1, rowsAt: '' }],
  '09-pandas-columns': ['input.json', { type: 'json', rows: 3, rowsAt: '{columns}', format: 'sharegpt' }],
  '10-dict-of-lists': ['input.json', { type: 'json', rows: 3, rowsAt: '{columns}', format: 'alpaca' }],
  '13-hf-viewer-rows': ['input.json', { type: 'json', rows: 3, rowsAt: 'rows[].row', format: 'alpaca' }],
  '17-python-dicts': [
    'input.jsonl',
    { type: 'jsonl', rows: 1, quarantined: 3, columns: ['text', 'label'], offered: { rows: 4, quarantined: 0 } },
  ],
  '19-glued-objects': ['input.jsonl', { type: 'jsonl', rows: 7, columns: ['prompt', 'completion'] }],
  '21-trailing-comma': [
    'input.json',
    { type: 'json', rows: 2, quarantined: 3, rowsAt: '[]', offered: { rows: 3, quarantined: 0 } },
  ],
  '31-claude-export': ['input.json', { type: 'json', rows: 3, rowsAt: '[]' }],
  '32-aistudio-prompt': ['input.json', { type: 'json', rows: 1, rowsAt: '' }],
  '41-mixed-types': ['input.jsonl', { type: 'jsonl', rows: 7 }],
  '47-jsonl-in-txt': ['input.txt', { type: 'jsonl', rows: 2, columns: ['prompt', 'completion'] }],
  '55-splits-in-one-file': [
    'input.json',
    { type: 'json', rows: 3, rowsAt: 'train[]', offered: { rows: 6, quarantined: 0 } },
  ],
  '65-self-instruct': ['input.jsonl', { type: 'jsonl', rows: 2 }],
  '76-nan-in-most-rows': [
    'input.jsonl',
    { type: 'jsonl', rows: 10, quarantined: 30, offered: { rows: 40, quarantined: 0 } },
  ],
};

for (const [folder, [file, wanted]] of Object.entries(cases)) {
  describeShared(`cases/${folder}`, (files) => {
    it('is read as it is meant', () => {
      const found = preview(files, file);
      expect({ ...found, rows: found.rows.length, quarantined: found.quarantined.length }).toMatchObject({
        settings: { fileType: wanted.type, ...(wanted.rowsAt === undefined ? {} : { rowsAt: wanted.rowsAt }) },
        rows: wanted.rows,
        quarantined: wanted.quarantined ?? 0,
        ...(wanted.columns ? { columns: wanted.columns } : {}),
        ...(wanted.format ? { format: { id: wanted.format } } : {}),
      });
      expect(found.problem).toBeUndefined();
      if (wanted.rowsAt !== undefined) {
        expect(found.rowPlaces?.map(({ rowsAt }) => rowsAt)).toContain(wanted.rowsAt);
      }
    });

    it('offers by a click what else it may be', () => {
      const [offer] = preview(files, file).offers ?? [];
      expect(offer !== undefined).toBe(wanted.offered !== undefined);
      if (!offer || !wanted.offered) return;
      const other = preview(files, file, offer.wanted);
      expect({ rows: other.rows.length, quarantined: other.quarantined.length }).toEqual(wanted.offered);
    });
  });
}

describeShared('cases/minimal', (files) => {
  it('has a JSON Lines file of NaN, and a list with a comma too many', () => {
    const lines = preview(files, 'k1.jsonl');
    expect([lines.settings.fileType, lines.rows.length, lines.quarantined.length]).toEqual(['jsonl', 1, 2]);
    expect(preview(files, 'k1.jsonl', lines.offers?.[0]?.wanted).rows).toHaveLength(3);
    const list = preview(files, 'k21.json');
    expect([list.settings.rowsAt, list.rows.length]).toEqual(['[]', 1]);
    expect(preview(files, 'k21.json', { lenient: true })).toMatchObject({ quarantined: [] });
  });
});
