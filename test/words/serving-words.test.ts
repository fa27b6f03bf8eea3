import { expect, it } from 'vitest';
import type { Fallback } from '../../src/core/serving/fallback.ts';
import { confidenceWords, fallbackWords } from '../../src/words/serving-words.ts';

const BEST = { threshold: 0.874, asked: 0.2, right: 0.9 };
const FALLBACK: Fallback = { rows: 100, model: 0.8, base: 0.5, curve: [BEST], best: BEST, expected: 0.86 };

it('says what a fallback gains, what it costs, and what to expect', () => {
  expect(fallbackWords(FALLBACK, 'Tuned')).toBe(
    'With a threshold of 0.87: 90.0% of 100 rows right instead of 80.0%. The base answers 20.0% of them, which costs a second request each. Expect about 86.0% on new rows (chosen on one half, tried on the other).',
  );
  expect(fallbackWords({ ...FALLBACK, expected: 0.79 }, 'Tuned')).toMatch(/On new rows expect no gain/);
  const none = { ...FALLBACK, best: { threshold: 0, asked: 0, right: 0.8 } };
  expect(fallbackWords(none, 'Tuned')).toMatch(/^No fallback helps: Tuned alone gets 80\.0%/);
  expect(confidenceWords('signs')).not.toBe(confidenceWords('log-probability'));
});
