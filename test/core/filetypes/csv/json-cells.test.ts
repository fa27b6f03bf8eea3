import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader } from '../../../../src/core/filetypes/csv/csv.ts';
import { csvCells, writeCsvLine } from '../../../../src/core/filetypes/csv/csv-line.ts';
import { JsonLineChecker } from '../../../../src/core/filetypes/jsonl/json-line.ts';
import { jsonOfCell } from '../../../../src/core/filetypes/csv/json-cell.ts';
import { previewHead } from '../../../../src/core/filetypes/preview.ts';
import type { FilePreview, ReadSettings } from '../../../../src/core/filetypes/settings.ts';
import { Row } from '../../../../src/core/row/row.ts';

const CHAT =
  '[{"role": "user", "content": "How far is 1.0 km?"},\n {"role":"assistant","content":"1,000 m, \\"exactly\\"."}]';
const CSV = ['id,messages', ...[1, 2, 3].map((id) => `${id},"${CHAT.replaceAll('"', '""')}"`), ''].join('\n');

function preview(text: string, wanted: Partial<ReadSettings> = {}): FilePreview {
  const bytes = new TextEncoder().encode(text);
  const found = previewHead(bytes, { name: 'chats.csv', bytes: bytes.length, complete: true }, wanted);
  if (!found.ok) throw new Error(found.failure.kind);
  return found.value;
}

describe('JSON in the cells of a CSV file', () => {
  it('is read where that makes the rows a known format, and why is said', () => {
    const { settings, format, rows, reasons, jsonColumns } = preview(CSV);
    expect(settings.jsonCells).toBe(true);
    expect(format?.id).toBe('openai-chat');
    expect(reasons.join(' ')).toContain('messages');
    expect(jsonColumns).toEqual(['messages']);
    const messages: unknown = JSON.parse(CHAT);
    expect(JSON.parse(rows[0] ?? '')).toEqual({ id: '1', messages });
    // Spelled as it was, on one line.
    expect(rows[0]).toContain('1.0 km');
    expect(rows[0]).not.toContain('\n');
  });

  it('stays text where the user wants that, and where no format is made of it', () => {
    const asText = preview(CSV, { jsonCells: false });
    expect([asText.settings.jsonCells, asText.jsonColumns]).toEqual([false, ['messages']]);
    expect(asText.format?.reason).toMatch(/messages as a text in messages/);
    const vectors = preview('id,vector\n1,"[0.1, 0.2]"\n2,"[0.3, 0.4]"\n');
    expect([vectors.settings.jsonCells, vectors.jsonColumns]).toEqual([false, ['vector']]);
    expect(vectors.rows[0]).toBe('{"id":"1","vector":"[0.1, 0.2]"}');
    const read = preview('id,vector\n1,"[0.10, 0.2]"\n2,\n3,x\n', { jsonCells: true });
    expect(read.rows).toEqual(['{"id":"1","vector":[0.10, 0.2]}', '{"id":"2","vector":""}', '{"id":"3","vector":"x"}']);
  });

  it.each(['12', 'true', '"text"', '', '[1,', "{'a': 1}", '[1] and more'])('is none: %s', (cell) => {
    expect(jsonOfCell(cell)).toBeNull();
  });

  it('is none where the row would nest deeper than any may', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(jsonOfCell(nested(1_000))).toBeNull();
    // The row is a level of its own.
    expect(new JsonLineChecker().check(`{"a":${jsonOfCell(nested(999)) ?? ''}}`)).toBeNull();
  });

  it('comes out of an export with the same cells, whatever it holds', () => {
    const anyCell = fc.oneof(
      fc.string(),
      fc.json().map((text) => text),
      fc.object().map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.array(anyCell, { minLength: 1, maxLength: 4 }), (cells) => {
        const names = cells.map((_, index) => `c${index}`);
        const text = writeCsvLine(names) + writeCsvLine(cells);
        const settings = { fileType: 'csv', encoding: 'utf-8', delimiter: ',', newline: '\r\n', headerRow: 1 } as const;
        const reader = new CsvReader({ ...settings, longRows: 'quarantine', jsonCells: true });
        const [row = '{}'] = reader.push(text, true).rows;
        expect(() => void JSON.parse(row)).not.toThrow();
        if (cells.every((cell) => jsonOfCell(cell) === null || jsonOfCell(cell) === cell))
          expect(writeCsvLine(csvCells(new Row(row), names, false))).toBe(writeCsvLine(cells));
      }),
    );
  });
});
