import { describe, expect, it } from 'vitest';
import { describe as inWords, fail, type Failure, ok } from '../../src/core/failure.ts';

const ONE_OF_EACH: { readonly [K in Failure['kind']]: Extract<Failure, { kind: K }> } = {
  cancelled: { kind: 'cancelled' },
  'nothing-to-ask': { kind: 'nothing-to-ask' },
  'storage-full': { kind: 'storage-full' },
  'storage-lost': { kind: 'storage-lost', what: 'stored rows' },
  'storage-broken': { kind: 'storage-broken', why: 'internal error' },
  'storage-busy': { kind: 'storage-busy', what: 'The database' },
  'broken-file': { kind: 'broken-file', file: 'a.json', why: 'it ends early' },
  'unreadable-file': { kind: 'unreadable-file', file: 'a.csv', why: 'it was moved' },
  'refused-file': { kind: 'refused-file', file: 'a.pdf', what: 'a PDF document', next: 'Import another file.' },
  'bad-encoding': { kind: 'bad-encoding', file: 'a.csv', encoding: 'utf-8', byte: 1_234_567 },
  'no-rows': { kind: 'no-rows', file: 'a.csv' },
  'bad-parameter': {
    kind: 'bad-parameter',
    step: 'Take first rows',
    parameter: 'count',
    why: 'The count is no number.',
  },
  'bad-row': { kind: 'bad-row', why: 'not JSON' },
  'too-slow': { kind: 'too-slow', task: 'Running the steps', seconds: 60, place: 'the first rows' },
  'worker-lost': { kind: 'worker-lost', task: 'The import', why: 'it could not be loaded' },
  'head-moved': { kind: 'head-moved' },
  'dataset-gone': { kind: 'dataset-gone' },
  'files-differ': { kind: 'files-differ', why: 'version 2 is gone' },
  service: {
    kind: 'service',
    problem: {
      kind: 'timeout',
      what: 'Google did not answer within 60 s.',
      next: 'Try again later.',
      purpose: 'List models',
      host: 'generativelanguage.googleapis.com',
      status: null,
      raw: '',
      fields: [],
      retryAfterMs: null,
      curl: null,
      outcome: 'unknown',
    },
  },
  'empty-pack': { kind: 'empty-pack', tokenBudget: 100 },
  bug: { kind: 'bug', message: 'x is not a function', stack: '' },
};

describe('failures', () => {
  it.each(Object.values(ONE_OF_EACH))('say what happened and what to do: $kind', (failure) => {
    const { what, next } = inWords(failure);
    for (const sentence of [what, next]) expect(sentence).toMatch(/^\S.{5,}[.?]$|^Something went wrong in Lapidary: /);
    expect(`${what} ${next}`).not.toMatch(/undefined|null|NaN|\[object/);
    // What the failure knows is what the user has to act on.
    for (const [name, value] of Object.entries(failure)) {
      if (name !== 'kind' && typeof value === 'string') expect(`${what} ${next}`).toContain(value);
    }
  });

  it('are plain data, which a worker boundary leaves whole', () => {
    for (const failure of Object.values(ONE_OF_EACH)) expect(structuredClone(failure)).toEqual(failure);
    expect(structuredClone(fail(ONE_OF_EACH.cancelled))).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(structuredClone(ok(3))).toEqual({ ok: true, value: 3 });
  });

  it('write numbers for people', () => {
    expect(inWords(ONE_OF_EACH['bad-encoding']).what).toContain('byte 1,234,567');
  });
});
