import type { Clock } from './clock.ts';
import type { EmulatorOptions } from './settings.ts';
import type { EmulatorState } from './state.ts';

/** What all the services share. */
export interface World {
  settings: EmulatorOptions;
  readonly clock: Clock;
  readonly state: EmulatorState;
  /** Numbers from 0 up to 1, the same ones in every run. */
  readonly random: () => number;
  originOf(host: string): string;
}
