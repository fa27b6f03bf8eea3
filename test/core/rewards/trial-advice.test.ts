import { describe, expect, it } from 'vitest';
import { newReward } from '../../../src/core/rewards/new-reward.ts';
import type { Reward } from '../../../src/core/rewards/reward.ts';
import { adviseOnTrial, type TrialFinding } from '../../../src/core/rewards/trial-advice.ts';
import { type TrialRow, tryAnswers } from '../../../src/core/rewards/try-answers.ts';

function match(params: Reward['params'], more: Partial<Reward> = {}): Reward {
  const first = newReward('string-match');
  return { ...first, params: { ...first.params, ...params }, ...more };
}

function row(answer: string, prompt = 'Name a gem.', own: string | null = answer): TrialRow {
  return { position: 0, asked: { system: '', prompt, references: { answer } }, own };
}

function advise(
  rewards: readonly Reward[],
  rows: readonly TrialRow[],
  sampled: readonly string[] = [],
): TrialFinding[] {
  const prompts = rows.map((each) => tryAnswers(rewards, each, sampled));
  return [
    ...adviseOnTrial(
      rewards,
      prompts,
      rows.map(({ asked }) => asked.references),
    ),
  ];
}

const kinds = (...args: Parameters<typeof advise>): readonly string[] => advise(...args).map(({ kind }) => kind);

describe('a try', () => {
  it('finds nothing against a reward that only the right answer gets', () => {
    expect(advise([match({})], [row('Ruby'), row('Opal')])).toEqual([]);
  });

  it('warns of a reward that an empty answer wins, as often as it does', () => {
    const loose = match({ operation: 'REGEX_CONTAINS', expression: '^[a-zA-Z]*$' });
    expect(advise([loose], [row('Ruby'), row('Opal')])).toEqual([
      {
        kind: 'empty-wins',
        level: 'warning',
        text: 'An empty answer gets as much as a right one. In 2 of 2 rows tried. The model would learn to say nothing: compare with something that an empty answer doesn’t have.',
      },
    ]);
  });

  it('does not take an empty answer for a winner where the right one gets more', () => {
    const both = [match({}), match({ operation: 'REGEX_CONTAINS', expression: '^[a-zA-Z]*$' }, { name: 'letters' })];
    expect(kinds(both, [row('Ruby')])).toEqual([]);
  });

  it('warns of a reward that the repeated prompt wins', () => {
    const loose = match({ operation: 'PARTIAL_MATCH' });
    expect(kinds([loose], [row('red', 'Is a ruby red or blue?'), row('Opal')])).toEqual(['echo-wins']);
  });

  it('warns of own answers without reward, and notes it where the answer is to be wrapped', () => {
    expect(advise([match({})], [row('Ruby', 'Name one.', 'ruby')])[0]).toMatchObject({
      kind: 'own-loses',
      level: 'warning',
    });
    const wrapped = match({}, { extract: '<a>(.*?)</a>' });
    expect(advise([wrapped], [row('Ruby')])[0]).toMatchObject({ kind: 'own-loses', level: 'note' });
  });

  it('says of the model’s answers when none is rewarded, or all alike', () => {
    expect(kinds([match({})], [row('Ruby')], ['Opal', 'Jade'])).toEqual(['unrewarded']);
    expect(kinds([match({})], [row('Ruby')], ['Ruby', 'Ruby'])).toEqual(['no-spread']);
    expect(kinds([match({})], [row('Ruby')], ['Ruby', 'Jade'])).toEqual([]);
  });

  it('names what rows lack, and how often', () => {
    const [finding] = advise([match({ expression: '{{references.rubric}}' })], [row('Ruby'), row('Opal')]);
    expect(finding).toMatchObject({ kind: 'error' });
    expect(finding?.text).toContain('“string_match”: The row has no reference “rubric”. In 2 of 2 rows tried.');
  });

  it('warns of references that mean something else as a pattern', () => {
    const pattern = match({ operation: 'REGEX_CONTAINS' });
    expect(kinds([pattern], [row('3.5 (m)'), row('Opal')])).toContain('pattern-signs');
    expect(kinds([pattern], [row('Opal')])).toEqual([]);
  });

  it('says what only the service can try', () => {
    expect(kinds([newReward('python')], [row('Ruby')])).toEqual(['only-service']);
  });
});
