import { expect, it } from 'vitest';
import { agreementWords, joinedWords } from '../../src/words/rater-words.ts';

it('says how far raters agree, and no more than few pairs can tell', () => {
  const same = { value: 0.825, interval: null };
  const beyondChance = { value: -0.714, interval: { low: -0.9, high: -0.001 } };
  expect(agreementWords({ shared: 40, same, beyondChance }, 'κ')).toBe(
    'Same vote on 82.5% of 40 shared pairs. κ −0.71 (95% interval −0.90 to 0.00).',
  );
  expect(agreementWords({ shared: 4, same: { value: 0.75, interval: null }, beyondChance: null }, 'κ')).toBe(
    'Same vote on 3 of 4 shared pairs. κ needs at least 20.',
  );
  expect(agreementWords({ shared: 40, same: { value: 1, interval: null }, beyondChance: null }, 'α')).toBe(
    'Same vote on 100.0% of 40 shared pairs. All votes are the same, so α can’t be measured.',
  );
  expect(agreementWords({ shared: 40, same, beyondChance: null }, 'κ')).toBe(
    'Same vote on 82.5% of 40 shared pairs. One of them always votes the same, so κ can’t be measured.',
  );
  expect(agreementWords({ shared: 0, same: null, beyondChance: null }, 'κ')).toBe('No shared pairs.');
});

it('says what became of votes, whoever gave them', () => {
  const votes = [{ pair: 0, choice: 'a', at: 0 }] as const;
  const anna = { rater: { id: 'a', name: 'Anna' }, savedAt: 0, votes };
  expect(joinedWords('added', anna)).toBe('1 vote by Anna added.');
  expect(joinedWords('replaced', anna)).toBe('1 vote by Anna added, in place of earlier ones.');
  expect(joinedWords('older', anna)).toBe('Newer votes by Anna are already here. Nothing was changed.');
  const nameless = { ...anna, rater: { id: 'a', name: '' } };
  expect(joinedWords('same', nameless)).toBe(
    'The votes by a rater without a name are already here. Nothing was changed.',
  );
});
