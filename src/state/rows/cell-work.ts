import { type ChatColumnId, chatTurn, isChatColumn, shownCells } from '../../core/example/chat-cells.ts';
import { editExample } from '../../core/example/edit-example.ts';
import { setTurnText } from '../../core/example/edit-turns.ts';
import type { Example } from '../../core/example/example.ts';
import { fail, ok, type Result } from '../../core/failure.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { Row } from '../../core/row/row.ts';
import type { Reader } from '../../jobs/reader.ts';
import { readExample } from './example-preview.ts';

/** A whole cell, of which the table has only the beginning. */
export interface CellText {
  readonly text: string;
  readonly editable: boolean;
}

type Read = Pick<Reader, 'row' | 'edit'>;

/** The whole text of a cell; null where the row has nothing there. */
export async function readCell(
  reader: Read,
  version: VersionInfo,
  position: number,
  column: string,
): Promise<Result<CellText | null>> {
  const read = await reader.row(version.id, position);
  if (!read.ok) return read;
  const row = new Row(read.value.text);
  const [text = null] = shownCells(row, [column], version);
  if (text === null) return ok(null);
  if (!isChatColumn(column)) return ok({ text, editable: typeof row.column(column) === 'string' });
  const example = readExample(row.text, version);
  const part = 'made' in example ? onlyText(example.made, column) : null;
  return ok({ text: part?.text ?? text, editable: part !== null });
}

/** Stores another text in a cell: one row is edited by hand. */
export async function writeCell(
  reader: Read,
  version: VersionInfo,
  cell: { readonly position: number; readonly column: string; readonly text: string },
): Promise<Result<VersionInfo>> {
  const read = await reader.row(version.id, cell.position);
  if (!read.ok) return read;
  const row = new Row(read.value.text);
  const edited = editedRow(row, version, cell);
  if ('problem' in edited) return fail({ kind: 'bad-row', why: edited.problem });
  return reader.edit(version.datasetId, cell.position, row.text, edited.text);
}

function editedRow(
  row: Row,
  version: VersionInfo,
  { column, text }: { readonly column: string; readonly text: string },
): { readonly text: string } | { readonly problem: string } {
  if (!isChatColumn(column)) return row.with(column, text);
  return editExample(row, version, (example) => withText(example, column, text));
}

function withText(example: Example, column: ChatColumnId, text: string): Example {
  const place = chatTurn(example, column);
  const part = onlyText(example, column);
  if (!place || !part) return example;
  if (place.completion === null) {
    return { ...example, turns: setTurnText(example.turns, place.index, part.index, text) };
  }
  const completions = (example.completions ?? []).map((each, at) =>
    at === place.completion ? { ...each, turns: setTurnText(each.turns, place.index, part.index, text) } : each,
  );
  return { ...example, completions };
}

/** The text of a turn that says one thing; null where it also calls, shows, or says several. */
function onlyText(example: Example, column: ChatColumnId): { readonly text: string; readonly index: number } | null {
  const parts = chatTurn(example, column)?.turn.parts ?? [];
  const said = parts.flatMap((part, index) => (part.kind === 'thought' ? [] : [{ part, index }]));
  const [only, ...more] = said;
  return only?.part.kind === 'text' && more.length === 0 ? { text: only.part.text, index: only.index } : null;
}
