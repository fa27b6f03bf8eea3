import { dismissFinding, readDismissed, restoreFinding } from '../../store/health-notes.ts';
import type { DismissedFinding } from '../../store/records.ts';
import { Live } from '../frame/live.svelte.ts';

const NONE: readonly DismissedFinding[] = [];

/** What the user has decided about the findings of a dataset. Watch `live`. */
export class HealthNotes {
  readonly live: Live<readonly DismissedFinding[]>;
  readonly #datasetId: string;

  constructor(datasetId: string) {
    this.#datasetId = datasetId;
    this.live = new Live(() => readDismissed(datasetId));
  }

  get dismissed(): readonly DismissedFinding[] {
    return this.live.current ?? NONE;
  }

  dismiss = (rule: string, reason: string): Promise<void> => dismissFinding(this.#datasetId, rule, reason);

  restore = (rule: string): Promise<void> => restoreFinding(this.#datasetId, rule);
}
