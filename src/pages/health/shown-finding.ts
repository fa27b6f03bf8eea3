import type { Finding } from '../../core/health/finding.ts';

/** A finding of health or of the chosen target. */
export interface ShownFinding extends Finding {
  readonly checks: string;
  readonly why: string;
  readonly source: string;
  /** The target whose rule it is; null for what is true anywhere. */
  readonly of: string | null;
}
