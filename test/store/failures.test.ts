import '../support/fake-browser.ts';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { toFailure } from '../../src/store/failures.ts';

/** As Dexie gives it out when a transaction aborts: the reason is inside. */
function aborted(inner: Error | DOMException): Error {
  return new Dexie.AbortError('transaction aborted', inner);
}

describe('toFailure', () => {
  it.each([
    ['the quota itself', new DOMException('', 'QuotaExceededError'), 'storage-full'],
    ['a transaction that the quota aborted', aborted(new DOMException('', 'QuotaExceededError')), 'storage-full'],
    ['the same within another error', aborted(aborted(new DOMException('', 'QuotaExceededError'))), 'storage-full'],
    ["Dexie's own word for it", new Dexie.QuotaExceededError('full'), 'storage-full'],
    ['a file that is gone', new DOMException('Data lost due to missing file.', 'NotReadableError'), 'storage-lost'],
    ['a transaction that a missing file aborted', aborted(new DOMException('', 'NotReadableError')), 'storage-lost'],
    ['a closed database', new Dexie.DatabaseClosedError('closed'), 'storage-busy'],
    ['a newer schema', new Dexie.VersionError('newer'), 'storage-busy'],
    ['storage that fails', new DOMException('Internal error.', 'UnknownError'), 'storage-broken'],
    ['an open that fails so', new Dexie.OpenFailedError(new DOMException('x', 'UnknownError')), 'storage-broken'],
    ['an abort without a reason', new Dexie.AbortError('aborted'), 'bug'],
    ['our own mistake', new TypeError('x is not a function'), 'bug'],
    ['what is no error', 'a text', 'bug'],
    ['nothing at all', undefined, 'bug'],
  ])('names %s', (_, error, kind) => {
    expect(toFailure(error).kind).toBe(kind);
  });

  it('stops at an error that holds itself', () => {
    const error = new Dexie.AbortError('aborted');
    Object.assign(error, { inner: error });
    expect(toFailure(error).kind).toBe('bug');
  });

  it('keeps what is needed to report a bug', () => {
    const failure = toFailure(new RangeError('position 9 is outside of 3 rows'));
    expect(failure).toMatchObject({ kind: 'bug', message: 'position 9 is outside of 3 rows' });
    expect(failure.kind === 'bug' && failure.stack).toContain('failures.test');
  });

  it('survives the way through a worker boundary', () => {
    const errors = [new DOMException('', 'QuotaExceededError'), aborted(new Error('x')), new Error('y'), Symbol('z')];
    for (const error of errors) {
      const failure = toFailure(error);
      expect(structuredClone(failure)).toEqual(failure);
    }
  });
});
