/** How the next jobs end, by the emulator's clock. */
export interface JobPlan {
  outcome: 'succeed' | 'fail' | 'stall';
  queueMs: number;
  durationMs: number;
}

/** All that the services hold; tests may read and seed it. */
export interface EmulatorState {
  plan: JobPlan;
}

export function createState(): EmulatorState {
  return { plan: { outcome: 'succeed', queueMs: 2000, durationMs: 20_000 } };
}
