import { expect, it } from 'vitest';
import { fixSteps } from '../../../src/core/recipe/fix-order.ts';
import type { Finding } from '../../../src/core/health/finding.ts';
import { newestStep } from '../../../src/core/steps/index.ts';

const finding = (rule: string, step: string): Finding => ({
  ...{ rule, severity: 'warn', title: rule, count: 1, examples: [] },
  fix: [{ step, version: newestStep(step)!.version, params: {} }],
});

it('the steps of several findings run in an order in which each finds what it looks for, and once', () => {
  const findings = [
    finding('duplicate-rows', 'remove-duplicates'),
    finding('empty-rows', 'drop-empty-rows'),
    finding('stray-spaces', 'trim-whitespace'),
    finding('short-answers', 'drop-short-outputs'),
    finding('twice', 'trim-whitespace'),
  ];
  expect(fixSteps(findings).map(({ step }) => step)).toEqual([
    'trim-whitespace',
    'drop-empty-rows',
    'drop-short-outputs',
    'remove-duplicates',
  ]);
});
