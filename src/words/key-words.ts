/** The keys that work on every page; those of a page are told by the page. */
export const everywhereKeys = {
  title: 'Everywhere',
  keys: [
    { strokes: ['Ctrl+K'], does: 'Command palette' },
    { strokes: ['I'], does: 'Import files' },
    { strokes: ['?'], does: 'Keyboard shortcuts' },
    { strokes: ['Ctrl+Z'], does: 'Undo the last change of the dataset' },
    { strokes: ['Ctrl+Shift+Z'], does: 'Redo it' },
  ],
} as const;

/** How a page is reached by keys: G, then its letter. */
export function goKeys(places: readonly { readonly title: string; readonly key?: string }[]): {
  title: string;
  keys: { strokes: readonly string[]; does: string }[];
} {
  const keys = places.flatMap(({ title, key }) =>
    key === undefined ? [] : [{ strokes: ['G', key.toUpperCase()], does: title }],
  );
  return { title: 'Go to', keys };
}
