import { isObject, type Json } from './json.ts';
import { isEmpty } from './row/columns.ts';
import type { Mapping } from './step.ts';

/** Names under which datasets keep the prompt, the likeliest first. */
const INPUT_NAMES = [
  ...['text_input', 'input', 'input_text', 'prompt', 'question', 'query', 'instruction', 'source', 'article', 'text'],
  ...['问题', '输入', '指令'],
];

/** Names of the answer; `label` and `category` come last, because they often stand beside a real answer. */
const OUTPUT_NAMES = [
  ...['output', 'output_text', 'response', 'answer', 'completion', 'target', 'summary', 'ideal', 'expected'],
  ...['答案', '输出', '回答', 'label', 'category'],
];

/**
 * Guesses by their names which columns go in and which should come out. Letter case, spaces, `_` and `-` do not matter.
 * A column that is empty in all `samples` is passed over.
 */
export function detectMapping(columns: readonly string[], samples: readonly Json[] = []): Mapping {
  const filled = samples.length === 0 ? columns : columns.filter((name) => samples.some((row) => !lacks(row, name)));
  // In Alpaca's shape `input` is extra context that most rows leave empty; the prompt is `instruction`.
  const isAlpaca = find(filled, ['input']) !== null && find(filled, ['output']) !== null;
  const instruction = isAlpaca ? find(filled, ['instruction']) : null;
  return { input: instruction ?? find(filled, INPUT_NAMES), output: find(filled, OUTPUT_NAMES) };
}

function find(columns: readonly string[], names: readonly string[]): string | null {
  const known = columns.map(simplify);
  for (const name of names) {
    const at = known.indexOf(simplify(name));
    if (at !== -1) return columns[at] ?? null;
  }
  return null;
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

function lacks(row: Json, column: string): boolean {
  return !isObject(row) || !Object.hasOwn(row, column) || isEmpty(row[column]);
}
