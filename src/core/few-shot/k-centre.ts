import { distance } from './shingles.ts';

/**
 * Greedy k-centre (Gonzalez 1985): each choice is what is farthest from all chosen before, so that few examples span
 * many. Its radius is at most twice the best one possible. A choice costs one distance for each candidate.
 */
export class FarthestFirst {
  readonly #sketches: readonly Uint32Array[];
  /** From each candidate to the nearest chosen one; Infinity before the first choice. */
  readonly #nearest: Float64Array;

  constructor(sketches: readonly Uint32Array[]) {
    this.#sketches = sketches;
    this.#nearest = new Float64Array(sketches.length).fill(Infinity);
  }

  /** How far a candidate is from the chosen ones. */
  distanceTo(index: number): number {
    return this.#nearest[index] ?? 0;
  }

  choose(index: number): void {
    const chosen = this.#sketches[index];
    if (!chosen) return;
    for (const [at, sketch] of this.#sketches.entries()) {
      const known = this.#nearest[at] ?? 0;
      if (known > 0) this.#nearest[at] = Math.min(known, distance(chosen, sketch));
    }
  }

  /** The candidate farthest from the chosen ones, among equals the first of the list; null of an empty list. */
  farthest(among: readonly number[]): number | null {
    let best: number | null = null;
    for (const index of among) {
      if (best === null || this.distanceTo(index) > this.distanceTo(best)) best = index;
    }
    return best;
  }
}
