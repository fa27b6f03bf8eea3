import { expect, it } from 'vitest';
import type { DatasetInfo, VersionInfo } from '../../src/core/version/version.ts';
import { firstChoices } from '../../src/state/first-choices.ts';
import type { TuneForm } from '../../src/state/tune-form.svelte.ts';

it('a long name is cut between characters, at what the shortest service takes', () => {
  // The casts: nothing else of them is read or set.
  const form = {} as unknown as TuneForm;
  const version = { mapping: { input: null, output: null } } as unknown as VersionInfo; // as above
  firstChoices(form, { name: `${'a'.repeat(39)}🙂🙂.jsonl` } as DatasetInfo, version); // as above
  expect(form.displayName).toBe(`${'a'.repeat(39)}🙂`);
});
