import type { PreTunedSource, SplitSettings, TuningSettings } from '../../core/tuning/job.ts';
import type { ServiceChoice } from './service-choice.ts';

/** How the Agent Platform tunes. */
export type PlatformMethod = 'sft' | 'preference' | 'reinforcement';

/** What was chosen in a form; all else in it follows from this. */
export interface TuneChoices {
  /** null until one is chosen: what the credentials can do. */
  readonly service: ServiceChoice | null;
  readonly method: PlatformMethod;
  /** '' until one is chosen: the first that fits. */
  readonly model: string;
  readonly preTuned: PreTunedSource | null;
  /** null until one is typed. */
  readonly displayName: string | null;
  readonly description: string;
  /** null until it is changed: as many rows as the service takes. */
  readonly split: SplitSettings | null;
  /** Only what differs from the first values. */
  readonly changed: TuningSettings;
  /** Which rows may be left out: `TuneForm.leaveOut`. */
  readonly leftOut: string | null;
  /** What was typed; null agrees to the estimate. */
  readonly ownLimit: number | null;
  readonly patience: number | null;
}

/**
 * The forms that were begun, by dataset, and by the job that they copy: whoever looks at a row or at Settings meanwhile finds
 * theirs as it was. null copies none.
 */
export class TuneDrafts {
  readonly #choices = new Map<string, TuneChoices>();

  of(datasetId: string, source: string | null): TuneChoices | undefined {
    return this.#choices.get(keyOf(datasetId, source));
  }

  keep(datasetId: string, source: string | null, choices: TuneChoices): void {
    this.#choices.set(keyOf(datasetId, source), choices);
  }

  /** What has been started is no draft any more: the next job begins with first values. */
  forget(datasetId: string, source: string | null): void {
    this.#choices.delete(keyOf(datasetId, source));
  }

  /** Whoever clones a job from its page wants its settings, not those of a copy that was begun before. */
  forgetCopy(datasetId: string, source: string): void {
    this.forget(datasetId, source);
  }
}

function keyOf(datasetId: string, source: string | null): string {
  return JSON.stringify([datasetId, source]);
}
