import type { AnswerContract } from '../../core/health/output-form-words.ts';
import { dismissFinding, readDismissed, restoreFinding, setContract } from '../../store/health-notes.ts';
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

  /** What outputs should look like; null learns it from the rows again. Then ask health again. */
  setContract = (contract: AnswerContract | null): Promise<void> => setContract(this.#datasetId, contract);

  restore = (rule: string): Promise<void> => restoreFinding(this.#datasetId, rule);
}
