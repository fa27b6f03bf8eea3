import type { KeptBallot } from '../../core/raters/ballot.ts';
import { countBallots, listBallots } from '../../store/evaluation/kept-ballots.ts';
import { Live } from '../frame/live.svelte.ts';

/** The ballots in this browser, kept fresh while watched. */
export function keptBallots(): Live<readonly KeptBallot[]> {
  return new Live(listBallots);
}

/** How many there are: most browsers have none, and need not load what lists them. */
export function ballotCount(): Live<number> {
  return new Live(countBallots);
}
