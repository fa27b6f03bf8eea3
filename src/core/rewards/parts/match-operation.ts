import type { JsonObject } from '../../json.ts';
import type { RewardField } from '../kinds/reward-kind.ts';
import { type AnswerSample, LEAST_REWARD, MOST_REWARD, type RewardParams, type Verdict } from '../reward.ts';
import { fillReferences } from './fill-references.ts';
import { compileRe2 } from './re2-pattern.ts';

/** What a text is compared with, and how, and what comes of it: the fields that kinds share. */
export const matchFields: readonly RewardField[] = [
  {
    id: 'operation',
    kind: 'choice',
    label: 'Compare',
    help: 'Letter case and spaces count.',
    initial: 'EXACT_MATCH',
    options: [
      { value: 'EXACT_MATCH', label: 'Equals' },
      { value: 'PARTIAL_MATCH', label: 'Contains' },
      { value: 'REGEX_CONTAINS', label: 'Matches a pattern (RE2)' },
    ],
  },
  {
    id: 'expression',
    kind: 'text',
    lines: 1,
    label: 'Compare with',
    help: '{{references.answer}} stands for the row’s own reference of that name.',
    initial: '{{references.answer}}',
  },
  { id: 'correct', kind: 'number', label: 'Reward if it matches', help: 'From -1 to 1', initial: 1 },
  { id: 'wrong', kind: 'number', label: 'Reward if not', help: 'From -1 to 1', initial: -1 },
];

/** What a text gets. null for a text that isn't there, which matches nothing. */
export function scoreMatch(params: RewardParams, text: string | null, { references }: AnswerSample): Verdict {
  const expression = fillReferences(textParam(params, 'expression'), references);
  if ('missing' in expression) return { error: `The row has no reference “${expression.missing}”.` };
  const found = text === null ? false : matches(textParam(params, 'operation'), text, expression.text);
  if (typeof found === 'string') return { error: found };
  return { reward: numberParam(params, found ? 'correct' : 'wrong') };
}

/** Whether it matches; a sentence where that can't be told. */
function matches(operation: string, text: string, expression: string): boolean | string {
  if (operation === 'EXACT_MATCH') return text === expression;
  if (operation === 'PARTIAL_MATCH') return text.includes(expression);
  const compiled = compileRe2(expression);
  return 'pattern' in compiled ? compiled.pattern.test(text) : `The pattern to compare with: ${compiled.why}.`;
}

export function matchExpression(params: RewardParams): JsonObject {
  return { matchOperation: textParam(params, 'operation'), expression: textParam(params, 'expression') };
}

/** What the service gives for right and wrong answers. */
export function matchRewards(params: RewardParams): JsonObject {
  return { correctAnswerReward: numberParam(params, 'correct'), wrongAnswerReward: numberParam(params, 'wrong') };
}

export function matchProblems(params: RewardParams): readonly string[] {
  const [correct, wrong] = [numberParam(params, 'correct'), numberParam(params, 'wrong')];
  const expression = textParam(params, 'expression');
  const isPattern = params['operation'] === 'REGEX_CONTAINS';
  const sample = expression.replaceAll(/\{\{[^{}]*\}\}/g, 'x');
  const compiled = isPattern ? compileRe2(sample) : null;
  return [
    ...[correct, wrong].flatMap((reward) =>
      reward < LEAST_REWARD || reward > MOST_REWARD
        ? [`A reward is ${reward}: the service clips rewards to -1 to 1, so choose one in there.`]
        : [],
    ),
    ...(correct <= wrong ? ['A match must get a higher reward than anything else.'] : []),
    ...(compiled && 'why' in compiled && compiled.refused ? [`The pattern to compare with: ${compiled.why}.`] : []),
  ];
}

/** Empty where there is none. */
export function textParam(params: RewardParams, id: string): string {
  const value = params[id];
  return typeof value === 'string' ? value : '';
}

function numberParam(params: RewardParams, id: string): number {
  const value = params[id];
  return typeof value === 'number' ? value : 0;
}
