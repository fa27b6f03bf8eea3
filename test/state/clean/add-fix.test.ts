import { expect, it } from 'vitest';
import type { Step } from '../../../src/core/recipe/step.ts';
import { steps } from '../../../src/core/steps/index.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { addFix } from '../../../src/state/clean/add-fix.ts';
import type { App } from '../../../src/state/frame/app.ts';

it.each(steps.map(({ id }) => id))('adds the version of %s that Clean would add', (id) => {
  const added: Step[] = [];
  const went: unknown[] = [];
  // The cast: nothing else of the program takes part.
  const app = {
    recipes: { of: () => ({ add: (step: Step) => added.push(step) }) },
    notices: { say: () => undefined },
    router: { go: (...path: unknown[]) => went.push(path) },
  } as unknown as App;
  addFix(app, { datasetId: 'd' } as VersionInfo, { step: id, params: {} }); // as above
  expect(added).toEqual([steps.find((step) => step.id === id)]);
  expect(went).toEqual([['datasets', 'd', 'clean']]);
});
