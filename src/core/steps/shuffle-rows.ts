import { seededRandom, shuffle } from '../hash/seeded-random.ts';
import { defineStep } from '../recipe/step.ts';
import { idsOfRun } from '../version/segments.ts';

export default defineStep({
  id: 'shuffle-rows',
  version: 1,
  title: 'Shuffle',
  summary: 'Puts the rows in a random order. A large dataset is stored again in that order, at its full size.',
  group: 'Order and sample',
  keywords: ['random', 'sample', 'order', 'sort', 'mix', 'randomise', 'randomize'],
  params: {
    seed: {
      type: 'number',
      label: 'Seed',
      initial: 1,
      min: 0,
      max: 2 ** 32 - 1,
      help: 'The same seed gives the same order again.',
    },
  },
  examples: [
    {
      params: { seed: 1 },
      before: [{ input: 'one' }, { input: 'two' }, { input: 'three' }, { input: 'four' }],
      after: [{ input: 'four' }, { input: 'two' }, { input: 'one' }, { input: 'three' }],
    },
  ],
  // A second run shuffles again.
  settles: false,
  prepare({ seed }) {
    return { decide: (_, count) => ({ order: shuffle(idsOfRun(0, count), seededRandom(seed)) }) };
  },
});
