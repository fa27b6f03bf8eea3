import { Dexie } from 'dexie';
import { type Failure } from '../core/failure.ts';

/**
 * What an exception means. A full disk shows only when a transaction aborts, and Dexie wraps it: the name that
 * counts may be one or two levels deep.
 */
export function toFailure(error: unknown): Failure {
  for (let cause: unknown = error, depth = 0; cause !== undefined && cause !== null && depth < 4; depth++) {
    const found = known(cause);
    if (found) return found;
    cause = inner(cause);
  }
  if (error instanceof Error) return { kind: 'bug', message: error.message, stack: error.stack ?? '' };
  return { kind: 'bug', message: String(error), stack: '' };
}

function inner(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'inner' in error ? error.inner : undefined;
}

function known(error: unknown): Failure | undefined {
  if (!(error instanceof Error) && !(error instanceof DOMException)) return undefined;
  switch (error.name) {
    case Dexie.errnames.QuotaExceeded:
      return { kind: 'storage-full' };
    case 'NotFoundError':
    case 'NotReadableError':
      return { kind: 'storage-lost', what: `stored rows (${error.message})` };
    case Dexie.errnames.DatabaseClosed:
    case Dexie.errnames.VersionChange:
    case Dexie.errnames.Version:
      return { kind: 'storage-busy', what: 'The database' };
    case 'DatasetGoneError':
      return { kind: 'dataset-gone' };
    // Chromium's word for a profile whose files are damaged, locked or unreachable.
    case 'UnknownError':
      return { kind: 'storage-broken', why: error.message === '' ? 'no reason given' : error.message };
    default:
      return undefined;
  }
}
