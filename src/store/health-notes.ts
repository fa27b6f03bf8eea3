import type { AnswerContract } from '../core/health/output-form-words.ts';
import { database } from './database.ts';
import type { DismissedFinding, HealthNotesRecord } from './records.ts';

/** The findings that a user has dismissed, for a dataset. */
export async function readDismissed(datasetId: string): Promise<readonly DismissedFinding[]> {
  return (await database.healthNotes.get(datasetId))?.dismissed ?? [];
}

/** What the user says the outputs of a dataset should look like; null where that is learned from its rows. */
export async function readContract(datasetId: string): Promise<AnswerContract | null> {
  return (await database.healthNotes.get(datasetId))?.contract ?? null;
}

/** Keeps what outputs should look like; null learns it from the rows again. Nothing where the dataset is gone. */
export function setContract(datasetId: string, contract: AnswerContract | null): Promise<void> {
  return change(datasetId, ({ dismissed }) => ({ dismissed, ...(contract && { contract }) }));
}

/** Keeps that a rule's findings are as they should be; nothing where the dataset is gone. */
export function dismissFinding(datasetId: string, rule: string, reason: string): Promise<void> {
  const finding = { rule, reason, at: Date.now() };
  return change(datasetId, (notes) => ({
    ...notes,
    dismissed: [...notes.dismissed.filter((each) => each.rule !== rule), finding],
  }));
}

/** Takes a dismissal back. */
export function restoreFinding(datasetId: string, rule: string): Promise<void> {
  return change(datasetId, (notes) => ({
    ...notes,
    dismissed: notes.dismissed.filter((each) => each.rule !== rule),
  }));
}

type Notes = Omit<HealthNotesRecord, 'datasetId'>;

function change(datasetId: string, next: (notes: Notes) => Notes): Promise<void> {
  return database.transaction('rw', database.healthNotes, database.datasets, async () => {
    if (!(await database.datasets.get(datasetId))) return;
    const before = await database.healthNotes.get(datasetId);
    await database.healthNotes.put({ ...next(before ?? { dismissed: [] }), datasetId });
  });
}
