import applyUrl from '../../workers/rows/apply.worker.ts?worker&url';
import backupUrl from '../../workers/rows/backup.worker.ts?worker&url';
import exportUrl from '../../workers/rows/export.worker.ts?worker&url';
import googleUrl from '../../workers/google/google.worker.ts?worker&url';
import importUrl from '../../workers/files/import.worker.ts?worker&url';
import readUrl from '../../workers/rows/read.worker.ts?worker&url';
import tuneUrl from '../../workers/rows/tune.worker.ts?worker&url';
import type { WorkerKind } from './remote-worker.ts';

export const applyKind: WorkerKind = { url: applyUrl, name: 'Running the steps' };
export const backupKind: WorkerKind = { url: backupUrl, name: 'The backup' };
export const exportKind: WorkerKind = { url: exportUrl, name: 'The export' };
export const googleKind: WorkerKind = { url: googleUrl, name: 'The connection to Google' };
export const importKind: WorkerKind = { url: importUrl, name: 'The import' };
export const readKind: WorkerKind = { url: readUrl, name: 'Reading rows' };
export const tuneKind: WorkerKind = { url: tuneUrl, name: 'The check of the rows' };
