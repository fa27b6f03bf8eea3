import fc from 'fast-check';
import { expect, it } from 'vitest';
import { catalogue } from '../../../src/core/models/index.ts';
import { findRule } from '../../../src/core/rules/index.ts';
import { defaultHoldOut } from '../../../src/core/split/default-hold-out.ts';
import { wantedValidation } from '../../../src/core/split/hold-out.ts';

const TARGETS = Object.keys(catalogue.limits);
const RULES = ['validation-size', 'examples-at-least', 'some-examples'];

it('breaks no rule about the number of rows, whatever there is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 400_000 }), fc.constantFrom(...TARGETS), (rows, target) => {
      const limits = catalogue.limits[target] ?? {};
      const held = wantedValidation(rows, defaultHoldOut(rows, limits));
      const side = (count: number) => ({
        ...{ rows: count, bytes: 0, mediaRows: 0, labels: new Map<string, number>() },
        tokens: { low: 0, likely: 0, high: 0 },
      });
      for (const id of RULES) {
        const rule = findRule(id);
        if (rule?.kind !== 'set' || !rule.targets.includes(target)) continue;
        expect([id, rule.find({ training: side(rows - held), validation: side(held) }, limits)]).toEqual([id, null]);
      }
    }),
  );
});

it.each([
  [null, { by: 'share', amount: 10 }],
  [10, { by: 'share', amount: 10 }],
  [20, { by: 'count', amount: 0 }],
  [21, { by: 'count', amount: 1 }],
  [30, { by: 'share', amount: 10 }],
  [60_000, { by: 'count', amount: 1_000 }],
])('%s rows for the Gemini API: %j', (rows, expected) => {
  expect(defaultHoldOut(rows, catalogue.limits['gemini-api-sft'] ?? {})).toEqual(expected);
});
