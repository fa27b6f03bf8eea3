import googleUrl from '../../workers/google/google.worker.ts?worker&url';
import passUrl from '../../workers/rows/pass.worker.ts?worker&url';
import readUrl from '../../workers/rows/read.worker.ts?worker&url';
import type { WorkerKind } from './remote-worker.ts';

export const googleKind: WorkerKind = { url: googleUrl, name: 'The connection to Google' };
export const passKind: WorkerKind = { url: passUrl, name: 'The work on the rows' };
export const readKind: WorkerKind = { url: readUrl, name: 'Reading rows' };
