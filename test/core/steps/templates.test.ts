import { describe } from 'vitest';
import type { Step } from '../../../src/core/recipe/step.ts';
import { importTemplate } from '../../support/readme-template.ts';
import { testPromises } from './promises.ts';

const README = 'src/core/steps/README.md';
// The casts: the README says so, and the tests would see.
const each = (await importTemplate(README, 0)) as Step;
const all = (await importTemplate(README, 1)) as Step;

describe('the README’s step that looks at each row', () => {
  testPromises(each);
});

describe('the README’s step that decides over all rows', () => {
  testPromises(all);
});
