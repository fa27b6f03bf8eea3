import { counted, grouped } from '../core/amount.ts';
import { changeOf } from '../core/version/changes.ts';
import type { StepLog } from '../core/version/version.ts';
import { meaningWords } from './meaning-words.ts';

/** What a step that is no cleaning step did, in one sentence; null of a cleaning step, whose log says more than that. */
export function changeWords(log: StepLog): string | null {
  const change = changeOf(log);
  switch (change?.id) {
    case 'import':
      return `${counted(log.rowsOut, 'row')} imported.`;
    case 'append':
      return `${counted(log.added ?? 0, 'row')} added after row ${grouped(log.rowsIn)}.`;
    case 'add-rows':
      return `${counted(log.added ?? 0, 'row')} added at the end.`;
    case 'set-mapping':
      return `${meaningWords(change.params)}. Rows unchanged.`;
    case 'set-marks':
      return `${counted(change.params.count, 'row')} marked in “${change.params.mark}”. Rows unchanged.`;
    case 'edit-rows':
      return change.params.edits
        .map(({ position, file, row }) => {
          return `Row ${grouped(position + 1)} edited (row ${grouped(row)} of ${file}).`;
        })
        .join(' ');
    case undefined:
      return null;
  }
}
