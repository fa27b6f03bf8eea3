/** One reading of a loss curve. */
export interface LossPoint {
  readonly step: number;
  readonly loss: number;
  /** The epoch it belongs to, counted from 0, where the service says so. */
  readonly epoch?: number;
  /** When it was computed, RFC 3339, where the service says so. */
  readonly time?: string;
}

/** What a service tells of how the loss fell, in ascending steps. */
export interface LossCurve {
  readonly training: readonly LossPoint[];
  readonly validation: readonly LossPoint[];
}

export const NO_CURVE: LossCurve = { training: [], validation: [] };
