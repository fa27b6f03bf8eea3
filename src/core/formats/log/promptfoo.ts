import type { Completion } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { fillTemplate } from '../../example/mapping.ts';
import { scalarText } from '../../example/column-text.ts';
import { ShapeError, type Field } from '../format.ts';
import { exact } from '../parts/exact.ts';
import { memberOf, requireObject, restOf } from '../parts/rest.ts';
import { textTurn } from '../parts/text-turn.ts';

const ID = 'promptfoo';
const TITLE = 'Promptfoo table';
/** `[provider] prompt` */
const COLUMN = /^\[[^\]]+\] ([^]+)$/;
const CELL = /^\[(PASS|FAIL|ERROR)\] ?(?:\(-?[\d.]+\) ?)?([^]*)$/;

interface Cell {
  readonly column: string;
  readonly template: string;
  readonly passed: boolean;
  readonly answer: string;
}

export default exact({
  id: ID,
  title: TITLE,
  summary:
    'The table of a promptfoo evaluation: a column for each prompt and model, and in its cells [PASS] or [FAIL].',
  kind: 'preference',
  order: 113,
  readOnly: true,
  samples: [
    {
      stone: 'opal',
      '[gem:1] Praise this {{stone}}.': '[PASS] It holds a sunset.',
      '[gem:2] Praise this {{stone}}.': '[FAIL] Too short\n---\nOk.',
    },
    { stone: 'agate', '[gem:1] Praise this {{stone}}.': '[PASS] A fine one.' },
  ],
  detect: (row) => (cellsOf(row).length > 0 ? 'answers marked [PASS] or [FAIL]' : null),
  toExample(row) {
    const cells = cellsOf(row);
    const [first] = cells;
    if (!first) throw new ShapeError([], 'has no answers marked [PASS] or [FAIL]');
    const passed = cells.find((cell) => cell.passed);
    if (!passed) throw new ShapeError([first.column], 'is [FAIL]: no answer of the row passed its tests');
    // Other prompts are other questions: their answers say nothing of this one.
    const same = cells.filter(({ template }) => template === passed.template);
    const prompt = textTurn('user', promptOf(requireObject(row), passed.template));
    const used = [...same.map(({ column }) => column), ...variablesOf(row, passed.template)];
    const meta = { format: ID, rest: restOf(requireObject(row), used) };
    const failed = same.find((cell) => !cell.passed && cell.answer !== '');
    if (!failed) return { turns: [prompt, textTurn('model', passed.answer)], meta };
    const scored = [passed, failed].map((cell): Completion => {
      return { turns: [textTurn('model', cell.answer)], score: cell.passed ? 1 : 0 };
    });
    return { turns: [prompt], completions: scored, meta };
  },
  fromExample() {
    throw new ShapeError([], `${TITLE}s are only read: write input and output instead`);
  },
  fields: (row) =>
    cellsOf(row).map(({ column, passed }): Field => {
      const text = memberOf(row, column);
      return { path: [column], role: passed ? 'output' : 'other', text: typeof text === 'string' ? text : '' };
    }),
});

function cellsOf(row: Json): readonly Cell[] {
  if (!isObject(row)) return [];
  return Object.entries(row).flatMap(([column, value]): Cell[] => {
    const template = COLUMN.exec(column)?.[1];
    const cell = typeof value === 'string' ? CELL.exec(value) : null;
    if (template === undefined || !cell) return [];
    const [, mark, said = ''] = cell;
    // Why it failed is above the answer.
    const answer = mark === 'PASS' ? said : said.split('\n---\n').slice(1).join('\n---\n');
    return [{ column, template, passed: mark === 'PASS', answer }];
  });
}

function variablesOf(row: Json, template: string): readonly string[] {
  return Object.keys(isObject(row) ? row : {}).filter((name) =>
    new RegExp(`\\{\\{\\s*${escape(name)}\\s*\\}\\}`).test(template),
  );
}

function promptOf(row: JsonObject, template: string): string {
  return fillTemplate(template, (name) => scalarText(memberOf(row, name.trim())) ?? '');
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
