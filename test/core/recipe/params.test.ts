import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { checkParams, completeParams } from '../../../src/core/recipe/params.ts';
import { findStep } from '../../../src/core/steps/index.ts';

describe('checkParams', () => {
  it.each<[string, Record<string, Json>, string]>([
    ['drop-short-outputs', { minimum: 0 }, 'minimum'],
    ['drop-short-outputs', { minimum: 2.5 }, 'minimum'],
    ['drop-short-outputs', { minimum: '3' }, 'minimum'],
    ['drop-short-outputs', { unit: 'bytes' }, 'unit'],
    ['drop-short-outputs', { columns: 'output' }, 'columns'],
    ['drop-short-outputs', { columns: [1] }, 'columns'],
    ['drop-short-outputs', { toString: 1 }, 'toString'],
    ['find-and-replace', { find: null }, 'find'],
    ['find-and-replace', { matchCase: 'yes' }, 'matchCase'],
    ['rename-columns', { renames: [{ from: 'a' }] }, 'renames'],
    ['rename-columns', { renames: [null] }, 'renames'],
    ['drop-matching-rows', { column: 1 }, 'column'],
    ['drop-matching-rows', { column: { role: 'speaker' } }, 'column'],
    ['trim-whitespace', { columns: [{ role: 'toString' }] }, 'columns'],
    ['trim-whitespace', { columns: [{ role: 'input', path: [] }] }, 'columns'],
  ])('%s refuses %j', (id, params, parameter) => {
    const failure = checkParams(findStep(id, 1)!, params);
    expect(failure).toMatchObject({ kind: 'bad-parameter', step: findStep(id, 1)!.title, parameter });
  });

  it('accepts what fits, and absent arguments', () => {
    expect(checkParams(findStep('drop-short-outputs', 1)!, {})).toBeNull();
    expect(
      checkParams(findStep('drop-short-outputs', 1)!, { minimum: 5, unit: 'characters', columns: ['a'] }),
    ).toBeNull();
    expect(checkParams(findStep('trim-whitespace', 1)!, { columns: ['a', { role: 'output' }] })).toBeNull();
    expect(checkParams(findStep('drop-matching-rows', 1)!, { column: { role: 'other' } })).toBeNull();
    expect(checkParams(findStep('rename-columns', 1)!, { renames: [{ from: 'a', to: 'b' }] })).toBeNull();
  });
});

describe('completeParams', () => {
  it('fills in what is absent and keeps what is given', () => {
    const step = findStep('drop-short-outputs', 1)!;
    expect(completeParams(step, { minimum: 7 })).toEqual({ minimum: 7, unit: 'words', columns: [] });
  });
});
