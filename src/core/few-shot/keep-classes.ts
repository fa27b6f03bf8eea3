import { areClasses } from '../preflight/classes.ts';
import type { Candidate } from './choose-examples.ts';

/**
 * The candidates with their labels where these are classes, else without: taken for classes, short answers that are all
 * different would come before every long one.
 */
export function keepClasses(candidates: readonly Candidate[]): readonly Candidate[] {
  const labels = new Set(candidates.flatMap(({ label }) => label ?? []));
  const labelled = candidates.reduce((count, { label }) => count + (label === undefined ? 0 : 1), 0);
  const counts = { rows: candidates.length, labelled, labels: labels.size };
  return areClasses(counts) ? candidates : dropLabels(candidates);
}

/** The candidates as if none had a class. */
export function dropLabels(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.map(({ position, input, output, tokens }) => ({ position, input, output, tokens }));
}
