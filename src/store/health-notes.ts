import { database } from './database.ts';
import type { DismissedFinding } from './records.ts';

/** The findings that a user has dismissed, for a dataset. */
export async function readDismissed(datasetId: string): Promise<readonly DismissedFinding[]> {
  return (await database.healthNotes.get(datasetId))?.dismissed ?? [];
}

/** Keeps that a rule's findings are as they should be; nothing where the dataset is gone. */
export function dismissFinding(datasetId: string, rule: string, reason: string): Promise<void> {
  const finding = { rule, reason, at: Date.now() };
  return change(datasetId, (dismissed) => [...dismissed.filter((each) => each.rule !== rule), finding]);
}

/** Takes a dismissal back. */
export function restoreFinding(datasetId: string, rule: string): Promise<void> {
  return change(datasetId, (dismissed) => dismissed.filter((each) => each.rule !== rule));
}

function change(
  datasetId: string,
  next: (dismissed: readonly DismissedFinding[]) => readonly DismissedFinding[],
): Promise<void> {
  return database.transaction('rw', database.healthNotes, database.datasets, async () => {
    if (!(await database.datasets.get(datasetId))) return;
    await database.healthNotes.put({ datasetId, dismissed: next(await readDismissed(datasetId)) });
  });
}
