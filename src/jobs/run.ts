/** How far something is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What `done` and `total` count. */
  readonly unit: 'bytes' | 'rows';
  readonly rows: number;
}

/** What a caller hands to everything that takes longer than a second. */
export interface Run {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}
