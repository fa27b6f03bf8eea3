import type { ColumnDefault } from '../../core/recipe/step.ts';

/** What an empty choice stands for, with the columns where they are known. */
export function emptyMeaning(whenEmpty: ColumnDefault, columns?: readonly string[]): string {
  if (whenEmpty === 'none') return 'None chosen.';
  if (whenEmpty === 'all') return columns ? 'None chosen: all columns.' : 'None chosen: all columns and texts.';
  if (!columns) return `None chosen: ${whenEmpty}.`;
  return `None chosen: ${whenEmpty} (${columns.join(', ') || 'none is known'}).`;
}
