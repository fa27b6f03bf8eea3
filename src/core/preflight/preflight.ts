import type { Limits } from '../models/catalogue.ts';
import { utf8Length } from '../filetypes/utf8.ts';
import type { CheckedRow } from './checked-row.ts';
import { InputKey } from './input-key.ts';
import { labelOf } from './label.ts';
import { type LineSettings, type MadeLine, prepareLine } from './make-line.ts';
import { measureLine } from './measure-line.ts';
import type { RowRule } from '../rules/rule.ts';
import { rowRulesOf } from '../rules/index.ts';
import { findShapeFault, shapesOf } from '../conversion/service-faults.ts';
import { Drop, type StepContext } from '../recipe/step.ts';
import type { Target } from '../targets/target.ts';
import { NO_TOKENS } from '../tokens/estimate-tokens.ts';
import { correctRow, type TokenCorrection } from '../tokens/correction.ts';
import type { Row } from '../row/row.ts';

export type { CheckedRow } from './checked-row.ts';
export type { LineSettings } from './make-line.ts';

const REFUSED = 'not-an-example';

/**
 * Makes ready to look at each row before anything is sent: the line that it becomes, what the target's rules say of it,
 * what it counts. `limits`: those of the target, from the catalogue. `correction`: of the estimate of tokens, where rows
 * were counted; the rules go by it, while the tokens of the row stay as estimated. Rules over all rows: `PreflightSum`.
 */
export function preparePreflight(
  context: StepContext,
  target: Target,
  limits: Limits,
  settings: LineSettings = {},
  correction: TokenCorrection | null = null,
): (row: Row) => CheckedRow {
  const rules = rowRulesOf(target.id);
  const shapes = shapesOf(target.id);
  const key = new InputKey();
  const makeLine = prepareLine(context, target.format, settings, (value) => findShapeFault(shapes, value));
  return (row) => {
    const made = makeLine(row);
    return made instanceof Drop ? refused(made) : checkLine(row, made, { context, rules, limits, key, correction });
  };
}

interface Checks {
  readonly context: StepContext;
  readonly rules: readonly RowRule[];
  readonly limits: Limits;
  readonly key: InputKey;
  readonly correction: TokenCorrection | null;
}

function checkLine(row: Row, made: MadeLine, { context, rules, limits, key, correction }: Checks): CheckedRow {
  const { text, value, source, rewritten } = made;
  const { inputCharacters, outputCharacters, billed, longest, hasMedia, inputs, outputs } = measureLine(value);
  const tokens = correction === null ? longest : correctRow(longest, correction);
  const line = { value, source, rewritten, inputCharacters, outputCharacters, tokens, isCounted: correction !== null };
  const broken = rules.flatMap((rule) => {
    const detail = rule.find(line, limits);
    return detail === null ? [] : [{ rule, detail }];
  });
  return {
    line: text,
    bytes: utf8Length(text) + 1,
    faults: broken.map(({ rule, detail }) => ({ rule: rule.id, detail })),
    isFaulty: broken.some(({ rule }) => rule.level === 'error'),
    tokens: billed,
    ...{ inputCharacters, outputCharacters, hasMedia },
    key: key.of(inputs),
    label: labelOf(row, context, { source, outputs }),
  };
}

function refused({ reason, detail = reason }: Drop): CheckedRow {
  return {
    ...{ line: null, bytes: 0, isFaulty: true, faults: [{ rule: REFUSED, kind: reason, detail }] },
    ...{ tokens: NO_TOKENS, inputCharacters: 0, outputCharacters: 0, hasMedia: false },
    ...{ key: [0, 0], label: null },
  };
}
