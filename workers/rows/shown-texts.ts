import { RowTexts } from '../../src/core/example/row-texts.ts';
import type { StepContext } from '../../src/core/recipe/step.ts';
import { rowCells } from '../../src/core/row/cells.ts';
import type { Row } from '../../src/core/row/row.ts';

/** Characters of a text that a group shows: who needs all of it opens the row. */
const MOST = 4_000;

export interface ShownText {
  readonly name: string;
  readonly text: string;
}

/** The texts of a row as a screen shows them: by columns, those inside of lists and objects by their roles. */
export function shownTexts(row: Row, context: StepContext): ShownText[] {
  const fields = RowTexts.for(context).fields(row);
  const isNested = fields.some(({ path }) => path.length > 1);
  if (!isNested) {
    const cells = rowCells(row, context.columns);
    return context.columns.flatMap((name, at) => {
      const text = cells[at] ?? '';
      return text === '' ? [] : [{ name, text: cut(text) }];
    });
  }
  const byName = new Map<string, string[]>();
  for (const { path, role, text } of fields) {
    const name = path.length === 1 ? String(path[0]) : role;
    byName.set(name, [...(byName.get(name) ?? []), text]);
  }
  return [...byName].map(([name, texts]) => ({ name, text: cut(texts.join('\n')) }));
}

function cut(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
