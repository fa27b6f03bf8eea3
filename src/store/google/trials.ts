import type { Trial } from '../../core/playground/trial.ts';
import { database } from '../database.ts';

/** How many trials a dataset keeps. */
const MAX_TRIALS = 200;

/** Keeps a trial; the oldest of the dataset leave. */
export async function addTrial(trial: Trial): Promise<void> {
  await database.transaction('rw', database.trials, async () => {
    await database.trials.add(trial);
    const trials = await listTrials(trial.datasetId);
    await database.trials.bulkDelete(trials.slice(MAX_TRIALS).map(({ id }) => id));
  });
}

/** Newest first; those of no dataset where it is null. */
export async function listTrials(datasetId: string | null): Promise<Trial[]> {
  const trials = await database.trials.filter((trial) => trial.datasetId === datasetId).toArray();
  return trials.sort((a, b) => b.at - a.at);
}

export async function clearTrials(datasetId: string | null): Promise<void> {
  const trials = await listTrials(datasetId);
  await database.trials.bulkDelete(trials.map(({ id }) => id));
}
