import type { JsonObject } from '../../json.ts';
import { matchProblems, matchRewards, textParam } from '../parts/match-operation.ts';
import { compileRe2 } from '../parts/re2-pattern.ts';
import type { RewardParams } from '../reward.ts';
import type { RewardKind } from './reward-kind.ts';

const PROMPT = `You grade answers.

Question: {{prompt}}
Right answer: {{references.answer}}
Answer to grade: {{response}}

Say why in a sentence, then <answer>Yes</answer> where the answer is right, else <answer>No</answer>.`;

const BY_VERDICT = { field: 'scoring', is: 'verdict' };

export default {
  id: 'rater',
  order: 3,
  title: 'Model as rater',
  summary: 'A Gemini model reads each answer and rates it. Only the service can do that, and its answers vary.',
  fields: [
    {
      id: 'prompt',
      kind: 'text',
      lines: 8,
      label: 'What the rater is told',
      help: '{{prompt}}, {{response}}, {{system_instruction}} and {{references.answer}} are filled in.',
      initial: PROMPT,
    },
    {
      id: 'verdictPattern',
      kind: 'text',
      lines: 1,
      label: 'Where its verdict is',
      help: 'A pattern (RE2); empty for all that it says. Of several matches the last one counts.',
      optional: true,
      initial: '<answer>(.*?)</answer>',
    },
    {
      id: 'scoring',
      kind: 'choice',
      label: 'Its verdict is',
      help: 'A number is taken as the reward.',
      initial: 'verdict',
      options: [
        { value: 'verdict', label: 'A text to compare' },
        { value: 'number', label: 'A number from −1 to 1' },
      ],
    },
    {
      ...{ id: 'expression', kind: 'text', lines: 1, label: 'Right verdict', initial: 'Yes', when: BY_VERDICT },
      help: 'The exact text; {{references.answer}} can stand in it.',
    },
    {
      ...{ id: 'correct', kind: 'number', label: 'Reward if it matches', initial: 1, when: BY_VERDICT },
      help: '-1 to 1',
    },
    { ...{ id: 'wrong', kind: 'number', label: 'Reward if not', initial: -1, when: BY_VERDICT }, help: '-1 to 1' },
  ],
  score: null,
  scorer: (params) => ({
    autoraterScorer: { autoraterPrompt: textParam(params, 'prompt'), ...verdictPart(params), ...scoringOf(params) },
  }),
  problems(params) {
    const compiled = compileRe2(textParam(params, 'verdictPattern'));
    return [
      ...(textParam(params, 'prompt').includes('{{response}}')
        ? []
        : ['The rater isn’t shown the answer: put {{response}} into what it is told.']),
      ...('why' in compiled && compiled.refused ? [`The pattern of the verdict: ${compiled.why}.`] : []),
      ...(isNumber(params) ? [] : matchProblems(params)),
    ];
  },
} satisfies RewardKind;

function verdictPart(params: RewardParams): JsonObject {
  const pattern = textParam(params, 'verdictPattern');
  if (pattern === '') return {};
  return { autoraterResponseParseConfig: { parseType: 'REGEX_EXTRACT', regexExtractExpression: pattern } };
}

function scoringOf(params: RewardParams): JsonObject {
  if (isNumber(params)) return { parsedResponseConversionScorer: {} };
  return { exactMatchScorer: { ...matchRewards(params), expression: textParam(params, 'expression') } };
}

function isNumber(params: RewardParams): boolean {
  return params['scoring'] === 'number';
}
