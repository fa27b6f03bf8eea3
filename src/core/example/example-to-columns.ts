import { scalarText } from './column-text.ts';
import { COLUMNS_FORMAT, readColumns } from './columns-to-example.ts';
import type { Example, Turn } from './example.ts';
import { ShapeError } from '../formats/format.ts';
import { oneExchange } from '../formats/parts/exchange.ts';
import { memberOf, ownRest, ownSpelling } from '../formats/parts/rest.ts';
import { turnText } from '../formats/parts/text-turn.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { fillTemplate } from './mapping.ts';
import { VALUE_COLUMN } from '../row/row.ts';
import type { Mapping } from './mapping.ts';

const TITLE = 'a row of columns';

/** An example as a row: its texts in the mapped columns, or under plain names where none is mapped. */
export function writeColumns(example: Example, mapping: Mapping): Json {
  // What is inside of columns goes back only as it was: nothing says how another text would be spelled there.
  const { source } = ownSpelling(example, COLUMNS_FORMAT);
  if (source !== undefined && said(readColumns(source, mapping)) === said(example)) return source;
  const { system, prompt, answer } = oneExchange(example, TITLE);
  // Entries, because assigning to a column named __proto__ would set none.
  const row = Object.fromEntries([
    ...Object.entries(ownRest(example, COLUMNS_FORMAT)),
    ...writeTags(example, mapping),
    ...(system ? [[mapping.system ?? 'system', valueOf(system, example)] as const] : []),
    ...(prompt ? Object.entries(writePrompt(prompt, example, mapping)) : []),
    ...(answer ? [[mapping.output ?? 'output', valueOf(answer, example)] as const] : []),
    ...writeCompletions(example, mapping),
    ...(example.label === undefined ? [] : [[mapping.label ?? 'label', example.label] as const]),
  ]);
  const bare = ownSpelling(example, COLUMNS_FORMAT)['bare'] === true;
  const only = memberOf(row, VALUE_COLUMN);
  return bare && only !== undefined && Object.keys(row).length === 1 ? only : row;
}

/** A number stays one as long as nothing changed its text. */
function valueOf(turn: Turn, example: Example): Json {
  const text = turnText(turn, TITLE);
  const value = example.meta.format === COLUMNS_FORMAT ? turn.extra?.['value'] : undefined;
  return value !== undefined && scalarText(value) === text ? value : text;
}

/** A filled template goes back into its columns; once its text was changed, nobody can say which column that was. */
function writePrompt(prompt: Turn, example: Example, mapping: Mapping): JsonObject {
  const { filled } = ownSpelling(example, COLUMNS_FORMAT);
  const text = valueOf(prompt, example);
  if (mapping.template !== undefined && isObject(filled)) {
    const before = fillTemplate(mapping.template, (column) => scalarText(memberOf(filled, column)) ?? '');
    if (before === text) return filled;
  }
  return { [mapping.input ?? 'input']: text };
}

/** Those of another format: one a column where they are as many, else all in the first. */
function writeTags({ meta }: Example, { tags: columns = [] }: Mapping): [string, Json][] {
  const { format, tags = [] } = meta;
  if (format === COLUMNS_FORMAT || tags.length === 0) return [];
  if (tags.length === columns.length) return tags.map((tag, index) => [columns[index] ?? '', tag]);
  return [[columns[0] ?? 'tags', tags]];
}

function writeCompletions(example: Example, mapping: Mapping): ReadonlyMap<string, Json> {
  const answers = new Map<string, Json>();
  for (const { score, turns } of example.completions ?? []) {
    const column = score === 1 ? (mapping.chosen ?? 'chosen') : score === 0 ? (mapping.rejected ?? 'rejected') : null;
    const [turn] = turns;
    if (column === null || !turn || turns.length > 1 || answers.has(column)) {
      throw new ShapeError(
        [],
        `${TITLE} holds one chosen and one rejected answer: make pairs of the ranked ones first`,
      );
    }
    answers.set(column, valueOf(turn, example));
  }
  return answers;
}

function said({ turns, completions, label }: Example): string {
  return JSON.stringify([turns, completions, label]);
}
