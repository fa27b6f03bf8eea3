import { expect, it } from 'vitest';
import { steps } from '../../../src/core/steps/index.ts';
import type { Card } from '../../../src/state/clean/card.svelte.ts';
import { cardContexts } from '../../../src/state/clean/card-context.ts';

it.each(steps.map((step) => [step.id, step] as const))('a card of %s needs no argument to be there', (_, step) => {
  // The cast: nothing else of a card is asked.
  const card = { step, on: true, params: {} } as unknown as Card;
  const start = { columns: ['input', 'output'], mapping: { input: 'input', output: 'output' } };
  const { all } = cardContexts([card], start);
  expect(all).toHaveLength(1);
  expect(all[0]?.error?.why ?? 'Fine.').toMatch(/^[A-Z“].*[.?]$/s);
});
