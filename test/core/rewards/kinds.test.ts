import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRewards } from '../../../src/core/rewards/check-rewards.ts';
import { findRewardKind, rewardKinds } from '../../../src/core/rewards/kinds/index.ts';
import { changeKind, newReward } from '../../../src/core/rewards/new-reward.ts';
import { type Reward, readRewards, writeRewards } from '../../../src/core/rewards/reward.ts';
import { rewardSpec } from '../../../src/core/rewards/reward-spec.ts';
import { scoreAnswer } from '../../../src/core/rewards/score-answer.ts';

const FOLDER = resolve(import.meta.dirname, '../../../src/core/rewards/kinds');

function reward(kind: string, params: Reward['params'] = {}, more: Partial<Reward> = {}): Reward {
  const first = newReward(kind);
  return { ...first, params: { ...first.params, ...params }, ...more };
}

const ASKED = { system: '', prompt: 'What is 17 × 23?', references: { answer: '391', unit: 'none' } };

function given(rewards: readonly Reward[], answer: string): number | string | null {
  const { overall, verdicts } = scoreAnswer(rewards, { ...ASKED, answer });
  const [wrong] = verdicts.flatMap((verdict) => (verdict && 'error' in verdict ? [verdict.error] : []));
  return wrong ?? overall;
}

it('finds a kind in each file, its id equal to the file’s name', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !/^(index|reward-kind)\.ts$/.test(name));
  expect(rewardKinds.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  expect(findRewardKind('none')).toBeUndefined();
});

describe.each(rewardKinds)('$id', (kind) => {
  const { id, fields } = kind;

  it('begins with values that the service can be asked with', () => {
    expect(checkRewards([newReward(id)])).toEqual([]);
  });

  it('is the same after it was stored', () => {
    expect(readRewards(writeRewards([newReward(id)]))).toEqual([newReward(id)]);
  });

  it('names its fields once, and gives one scorer', () => {
    expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length);
    expect(Object.keys(kind.scorer(newReward(id).params))).toHaveLength(1);
  });
});

describe('a string match', () => {
  it('is equality, in which letter case and spaces count', () => {
    const one = [reward('string-match')];
    expect(given(one, '391')).toBe(1);
    expect(given(one, '391 ')).toBe(-1);
    expect(given(one, '')).toBe(-1);
  });

  it('is what the answer contains, which the empty text always does', () => {
    expect(given([reward('string-match', { operation: 'PARTIAL_MATCH' })], 'It is 391.')).toBe(1);
    expect(given([reward('string-match', { operation: 'PARTIAL_MATCH', expression: '' })], '')).toBe(1);
  });

  it('puts references into a pattern as they are', () => {
    const pattern = reward('string-match', {
      operation: 'REGEX_CONTAINS',
      expression: '(?i)is\\s+{{references.answer}}$',
    });
    expect(given([pattern], 'it IS 391')).toBe(1);
    expect(given([pattern], 'it is 3910')).toBe(-1);
  });

  it('looks at the last match of a part', () => {
    const part = reward('string-match', {}, { extract: '<ans>(.*?)</ans>' });
    expect(given([part], '<ans>5</ans> no, <ans>391</ans>')).toBe(1);
    expect(given([part], '<ans>391</ans> no, <ans>5</ans>')).toBe(-1);
    expect(given([part], '391')).toBe(-1);
  });

  it('finds no right answer in a part that is not there, not even an empty one', () => {
    const part = reward(
      'string-match',
      { operation: 'REGEX_CONTAINS', expression: '.*' },
      { extract: '<ans>(.*?)</ans>' },
    );
    expect(given([part], 'no tags')).toBe(-1);
  });

  it('says which reference a row lacks', () => {
    const other = reward('string-match', { expression: '{{references.rubric}}' });
    expect(given([other], '391')).toBe('The row has no reference “rubric”.');
  });
});

describe('a JSON key', () => {
  it('is a value at the first level', () => {
    const one = [reward('json-key', { key: 'answer' })];
    expect(given(one, '{"answer":"391"}')).toBe(1);
    expect(given(one, '{"answer":391}')).toBe(1);
    expect(given(one, '{"a":{"answer":"391"}}')).toBe(-1);
    expect(given(one, '391')).toBe(-1);
    expect(given(one, '["answer"]')).toBe(-1);
  });
});

describe('several rewards', () => {
  it('are a mean by their weights', () => {
    const both = [reward('string-match', {}, { weight: 3 }), reward('json-key', {}, { weight: 1 })];
    expect(given(both, '391')).toBe(0.5);
    expect(given(both, '{"answer":"391"}')).toBe(-0.5);
  });

  it('tell nothing as a whole where one is for the service alone', () => {
    const both = [reward('string-match'), reward('python')];
    expect(scoreAnswer(both, { ...ASKED, answer: '391' })).toEqual({ overall: null, verdicts: [{ reward: 1 }, null] });
  });
});

describe('the request', () => {
  it('holds one reward alone, in the members that the service documents', () => {
    expect(rewardSpec([reward('string-match', {}, { name: 'right', extract: '<a>(.*?)</a>' })])).toEqual({
      singleRewardConfig: {
        rewardName: 'right',
        parseResponseConfig: { parseType: 'REGEX_EXTRACT', regexExtractExpression: '<a>(.*?)</a>' },
        stringMatchRewardScorer: {
          correctAnswerReward: 1,
          wrongAnswerReward: -1,
          stringMatchExpression: { matchOperation: 'EXACT_MATCH', expression: '{{references.answer}}' },
        },
      },
    });
  });

  it('holds several with their weights', () => {
    const { prompt } = reward('rater').params;
    const rewards = [
      reward('json-key', { key: 'k' }, { name: 'a', weight: 2 }),
      reward('rater', { scoring: 'number', verdictPattern: '' }, { name: 'b' }),
      reward('rater', {}, { name: 'c' }),
      reward('python', { code: 'def evaluate(example, response): return 1.0' }, { name: 'd' }),
    ];
    const whole = { parseType: 'IDENTITY' };
    expect(rewardSpec(rewards)).toEqual({
      compositeRewardConfig: {
        weightedRewardConfigs: [
          {
            weight: 2,
            rewardConfig: {
              ...{ rewardName: 'a', parseResponseConfig: whole },
              stringMatchRewardScorer: {
                ...{ correctAnswerReward: 1, wrongAnswerReward: -1 },
                jsonMatchExpression: {
                  keyName: 'k',
                  valueStringMatchExpression: { matchOperation: 'EXACT_MATCH', expression: '{{references.answer}}' },
                },
              },
            },
          },
          {
            weight: 1,
            rewardConfig: {
              ...{ rewardName: 'b', parseResponseConfig: whole },
              autoraterScorer: { autoraterPrompt: prompt, parsedResponseConversionScorer: {} },
            },
          },
          {
            weight: 1,
            rewardConfig: {
              ...{ rewardName: 'c', parseResponseConfig: whole },
              autoraterScorer: {
                autoraterPrompt: prompt,
                autoraterResponseParseConfig: {
                  parseType: 'REGEX_EXTRACT',
                  regexExtractExpression: '<answer>(.*?)</answer>',
                },
                exactMatchScorer: { correctAnswerReward: 1, wrongAnswerReward: -1, expression: 'Yes' },
              },
            },
          },
          {
            weight: 1,
            rewardConfig: {
              ...{ rewardName: 'd', parseResponseConfig: whole },
              codeExecutionRewardScorer: { pythonCodeSnippet: 'def evaluate(example, response): return 1.0' },
            },
          },
        ],
      },
    });
  });
});

describe('a check', () => {
  const why = (...rewards: readonly Reward[]): readonly string[] => checkRewards(rewards).map((problem) => problem.why);

  it.each<[string, Reward]>([
    ['A match must get a higher reward than anything else.', reward('string-match', { correct: -1, wrong: -1 })],
    [
      'A reward is 2: the service clips rewards to -1 to 1, so choose one in there.',
      reward('json-key', { correct: 2 }),
    ],
    ['“Compare with” is empty.', reward('string-match', { expression: ' ' })],
    ['“Key” is empty.', reward('json-key', { key: '' })],
    ['The weight of “string_match” is 0: it must be above 0.', reward('string-match', {}, { weight: 0 })],
    ['A reward has no name.', reward('string-match', {}, { name: '' })],
    [
      'The pattern of what to look at: RE2, which the service uses, can’t look ahead or behind.',
      reward('string-match', {}, { extract: 'a(?=b)' }),
    ],
    [
      'The pattern to compare with: RE2, which the service uses, has no backreferences.',
      reward('string-match', { operation: 'REGEX_CONTAINS', expression: '(a)\\1' }),
    ],
    ['The rater isn’t shown the answer: put {{response}} into what it is told.', reward('rater', { prompt: 'Rate.' })],
    ['The code defines no function evaluate(example, response).', reward('python', { code: 'print(1)' })],
    ['The kind “magic” is not one of this program’s.', reward('python', {}, { kind: 'magic' })],
  ])('says: %s', (text, broken) => {
    expect(why(broken)).toContain(text);
  });

  it('asks for a reward, and for names that tell them apart', () => {
    expect(why()).toEqual(['There is no reward: add one.']);
    expect(why(reward('string-match'), reward('string-match'))).toEqual(['Two rewards are called “string_match”.']);
    expect(newReward('string-match', ['string_match', 'string_match_2']).name).toBe('string_match_3');
  });

  it('follows a kind with the name that was only its own', () => {
    expect(changeKind(newReward('string-match', ['string_match']), 'python', []).name).toBe('python');
    expect(changeKind(reward('string-match', {}, { name: 'right', weight: 2 }), 'rater', [])).toMatchObject({
      ...{ kind: 'rater', name: 'right', weight: 2 },
    });
  });

  it('does not ask for what is not shown', () => {
    expect(why(reward('rater', { scoring: 'number', expression: '' }))).toEqual([]);
  });
});

it('reads nothing of what is no list of rewards', () => {
  for (const text of ['', '{}', '[1,{"kind":"x"}]', 'null']) expect(readRewards(text)).toEqual([]);
});
