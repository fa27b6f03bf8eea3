import type { Snippet } from './snippet.ts';

const found = Object.values(
  import.meta.glob<Snippet>(['./*.ts', '!./index.ts', '!./snippet.ts'], { eager: true, import: 'default' }),
);

/** All snippets, by title. */
export const snippets: readonly Snippet[] = found.sort((one, other) => (one.title < other.title ? -1 : 1));
