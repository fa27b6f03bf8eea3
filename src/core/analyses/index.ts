import type { Analysis } from './analysis.ts';

const found = Object.values(
  import.meta.glob<Analysis>(['./*.ts', '!./index.ts', '!./analysis.ts'], { eager: true, import: 'default' }),
);

/** Every analysis, by id. */
export const analyses: readonly Analysis[] = found.sort((one, other) => (one.id < other.id ? -1 : 1));

export function findAnalysis(id: string): Analysis | undefined {
  return analyses.find((analysis) => analysis.id === id);
}
