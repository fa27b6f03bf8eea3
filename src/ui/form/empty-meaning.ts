import type { ColumnDefault } from '../../core/recipe/step.ts';

/** What an empty choice stands for: "All text", "Output (answer)". `columns`: those that it means, where they are known. */
export function emptyMeaning(whenEmpty: ColumnDefault, ofTexts: boolean, columns?: readonly string[]): string {
  if (whenEmpty === 'none') return 'Choose columns';
  if (whenEmpty === 'all') return ofTexts ? 'All text' : 'All columns';
  const words = whenEmpty === 'output' ? 'Output' : 'Input and output';
  // Where the columns have these names, saying them again adds nothing.
  const isPlain = columns?.join(' and ') === whenEmpty;
  return columns && columns.length > 0 && !isPlain ? `${words} (${columns.join(', ')})` : words;
}
