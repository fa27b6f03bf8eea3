/** What the columns of a dataset mean whose rows have no format of their own. Columns not named here are metadata. */
export interface Mapping {
  /** The text that goes in. */
  readonly input: string | null;
  /** The text that should come out. */
  readonly output: string | null;
  readonly system?: string | null;
  /** The better and the worse of two answers. */
  readonly chosen?: string | null;
  readonly rejected?: string | null;
  /** A class; where there is no output, it is what should come out. */
  readonly label?: string | null;
  /** Columns that say what a row is about. */
  readonly tags?: readonly string[];
  /** The input as made of several columns, such as `Context: {{context}}
Question: {{question}}`; beats `input`. */
  readonly template?: string;
}

/** A column's name inside a template: `{{question}}`. */
const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;

/** The columns that a template names, in its order, each once. */
export function templateColumns(template: string): string[] {
  return [...new Set(Array.from(template.matchAll(PLACEHOLDER), ([, name = '']) => name))];
}

/**
 * A template with the text of each column in its place; a column that the row doesn't have leaves nothing, and at either
 * end no white space before or after it.
 */
export function fillTemplate(template: string, textOf: (column: string) => string): string {
  const keep = (found: string, name: string): string => (textOf(name) === '' ? '' : found);
  const inner = template.replace(/^\{\{([^{}]+)\}\}\s+/, keep).replace(/\s+\{\{([^{}]+)\}\}$/, keep);
  return inner.replace(PLACEHOLDER, (_, name: string) => textOf(name));
}

/** The same mapping after columns were renamed (to another name) or removed (to null). */
export function mapColumns(mapping: Mapping, change: (column: string) => string | null): Mapping {
  const { template, tags, ...columns } = mapping;
  const entries = Object.entries(columns).map(([meaning, column]) => [
    meaning,
    column === null ? null : change(column),
  ]);
  const left = new Set(tags?.map(change).filter((column) => column !== null));
  // The cast: every member of a mapping but the tags and the template is a column's name or null, and stays one.
  const mapped = { ...Object.fromEntries(entries), ...(left.size > 0 && { tags: [...left] }) } as Mapping;
  if (template === undefined) return mapped;
  return { ...mapped, template: template.replace(PLACEHOLDER, (_, name: string) => `{{${change(name) ?? name}}}`) };
}

/** What no column is said to be, though an example needs it: what is asked, and what to answer. */
export function unsaid(mapping: Mapping): readonly ('input' | 'output')[] {
  const { input, template = '', output, label, chosen, rejected } = mapping;
  const isAsked = !!input || templateColumns(template).length > 0;
  const isAnswered = !!output || !!label || (!!chosen && !!rejected);
  return [...(isAsked ? [] : (['input'] as const)), ...(isAnswered ? [] : (['output'] as const))];
}
