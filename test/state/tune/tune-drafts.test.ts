import { expect, it } from 'vitest';
import { type TuneChoices, TuneDrafts } from '../../../src/state/tune/tune-drafts.ts';

function choose(model: string): TuneChoices {
  return {
    ...{ service: null, method: 'sft', model, preTuned: null, displayName: '', description: '' },
    ...{ split: { seed: 1, by: 'share', amount: 10, mark: 'hold-out' }, changed: {}, leftOut: null },
    ...{ ownLimit: null, patience: null },
  };
}

it('keeps each form of a dataset, and each copy of a job until the job is looked at again', () => {
  const drafts = new TuneDrafts();
  drafts.keep('d', null, choose('own'));
  drafts.keep('d', 'job', choose('copy'));
  drafts.keep('d', 'other', choose('of another'));
  drafts.forgetCopy('d', 'other');
  const modelOf = (dataset: string, source: string | null) => drafts.of(dataset, source)?.model;
  expect([modelOf('d', null), modelOf('d', 'job'), modelOf('d', 'other')]).toEqual(['own', 'copy', undefined]);
  drafts.forget('d', null);
  expect([modelOf('d', null), modelOf('d', 'job')]).toEqual([undefined, 'copy']);
  expect(modelOf('another', 'job')).toBeUndefined();
});
