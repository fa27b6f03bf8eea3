import { expect, it } from 'vitest';
import { addRefusals, countRefusal, exampleOf, type Refused } from '../../../src/core/conversion/refusals.ts';
import { Drop } from '../../../src/core/recipe/step.ts';

it('refusals add up by reason, and the first detail stays', () => {
  const sum: Record<string, Refused> = {};
  countRefusal(sum, new Drop('is …', 'is "a"'));
  countRefusal(sum, new Drop('is …', 'is "b"'));
  const part: Record<string, Refused> = {};
  countRefusal(part, new Drop('is …', 'is "c"'));
  countRefusal(part, new Drop('says nothing'));
  addRefusals(sum, part);
  expect(sum).toEqual({ 'is …': { count: 3, detail: 'is "a"' }, 'says nothing': { count: 1, detail: 'says nothing' } });
  expect(Object.entries(sum).map(([reason, refused]) => exampleOf(reason, refused))).toEqual(['such as is "a"', '']);
});
