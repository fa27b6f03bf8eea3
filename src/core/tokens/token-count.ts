import type { ServiceId } from '../tuning/model-ref.ts';
import type { TokenCorrection } from './correction.ts';

/** What came of counting rows at a service. Plain data, as stored. */
export interface TokenCount {
  readonly correction: TokenCorrection;
  /** How many rows were counted; fewer than were chosen where the service stopped. */
  readonly rows: number;
  readonly service: ServiceId;
  /** The model that counted, as its service names it. */
  readonly model: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * The family of a model, whose members are taken to count alike: `models/gemini-3.5-flash` → `gemini-3.5`. A name of
 * another kind is a family of its own.
 */
export function familyOf(model: string): string {
  const name = model.slice(model.lastIndexOf('/') + 1);
  return /^gem[a-z]+-\d+(?:\.\d+)?(?![\d.])/.exec(name)?.[0] ?? name;
}
