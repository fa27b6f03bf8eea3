import { expect, it } from 'vitest';
import { distinctName } from '../../../src/core/tuning/distinct-name.ts';

it.each([
  ['stones', [], 'stones'],
  ['stones', ['stones'], 'stones 2'],
  ['stones 2', ['stones', 'stones 2'], 'stones 3'],
  ['stones', ['stones', 'stones 2'], 'stones 3'],
  ['', [''], ''],
  ['a'.repeat(40), ['a'.repeat(40)], `${'a'.repeat(38)} 2`],
  [`${'a'.repeat(37)}🙂🙂`, [`${'a'.repeat(37)}🙂🙂`], `${'a'.repeat(37)}🙂 2`],
])('%s beside %j is %s', (name, taken, distinct) => {
  expect(distinctName(name, taken, 40)).toBe(distinct);
});
