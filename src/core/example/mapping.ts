import type { Role } from './example.ts';
import { nestedPlace, placeText } from '../row/place.ts';

/**
 * What the columns of a dataset mean whose rows have no format of their own. Columns not named here are metadata. Where
 * a row has no column of a name, it may be a place inside one: `data.text`, `response.candidates[0].content`.
 */
export interface Mapping {
  /** The text that goes in. */
  readonly input: string | null;
  /** The text that should come out. */
  readonly output: string | null;
  readonly system?: string | null;
  /** Turns in any spelling, which the output follows; beats the input. */
  readonly conversation?: string | null;
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
  /** Who speaks under names that no format knows, in lower case. Holds for rows with a format too. */
  readonly roles?: Readonly<Record<string, Role>>;
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

/** The same mapping after columns were renamed (to another name) or removed (to null). A place goes with its column. */
export function mapColumns(mapping: Mapping, change: (column: string) => string | null): Mapping {
  const { template, tags, roles, ...columns } = mapping;
  const changed = (name: string): string | null => changePlace(name, change);
  const entries = Object.entries(columns).map(([meaning, column]) => [
    meaning,
    column === null ? null : changed(column),
  ]);
  const left = new Set(tags?.map(changed).filter((column) => column !== null));
  const others = { ...(left.size > 0 && { tags: [...left] }), ...(roles && { roles }) };
  // The cast: every other member of a mapping is a column's name or null, and stays one.
  const mapped = { ...Object.fromEntries(entries), ...others } as Mapping;
  if (template === undefined) return mapped;
  return { ...mapped, template: template.replace(PLACEHOLDER, (_, name: string) => `{{${changed(name) ?? name}}}`) };
}

function changePlace(name: string, change: (column: string) => string | null): string | null {
  const own = change(name);
  const [column, ...inside] = nestedPlace(name) ?? [];
  if (typeof column !== 'string' || (own !== null && own !== name)) return own;
  const changed = change(column);
  return changed === null ? own : placeText([changed, ...inside]);
}

/** The columns and places that mean something, each once. */
export function mappedColumns(mapping: Mapping): readonly string[] {
  const { input, output, system, chosen, rejected, label, conversation, template, tags = [] } = mapping;
  const columns = [conversation, input, output, system, chosen, rejected, label];
  const named = columns.filter((column) => typeof column === 'string');
  return [...new Set([...named, ...(template === undefined ? [] : templateColumns(template)), ...tags])];
}

/** Whether some of it may be inside of columns, where only the whole row can tell. */
export function reachesInside(mapping: Mapping): boolean {
  let found = inside.get(mapping);
  if (found === undefined) {
    found = Boolean(mapping.conversation) || mappedColumns(mapping).some((name) => nestedPlace(name) !== null);
    inside.set(mapping, found);
  }
  return found;
}

/** Asked for each of a million rows. */
const inside = new WeakMap<Mapping, boolean>();

/** What no column is said to be, though an example needs it: what is asked, and what to answer. */
export function unsaid(mapping: Mapping): readonly ('input' | 'output')[] {
  const { input, template = '', output, label, chosen, rejected, conversation } = mapping;
  // Its turns have both.
  if (conversation) return [];
  const isAsked = !!input || templateColumns(template).length > 0;
  const isAnswered = !!output || !!label || (!!chosen && !!rejected);
  return [...(isAsked ? [] : (['input'] as const)), ...(isAnswered ? [] : (['output'] as const))];
}
