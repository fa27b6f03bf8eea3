import type { Leaf } from './leaves.ts';
import { FATES, type Fate } from './matching.ts';
import type { TracedLeaf } from './trace-row.ts';

/** Rows whose keys are data would fill a report with fields of their own: from here on they are counted as one. */
const MOST_FIELDS = 300;
const OTHER_FIELDS = '… other fields';
const CUT_LENGTH = 300;

/** What became of the values of one field. */
export interface FieldReport {
  readonly counts: Record<Fate, number>;
  /** Nothing was there: an empty text, list or object, or null that the written row has no place for. Nothing is lost. */
  empty: number;
  /** Where values went, by path, with how many. */
  readonly into: Map<string, number>;
  readonly examples: Partial<Record<Fate, FieldExample>>;
}

export interface FieldExample {
  readonly value: string;
  readonly into?: { readonly path: string; readonly value: string };
}

export interface InventedReport {
  readonly count: number;
  readonly example: string;
}

export function countLeaf(fields: Map<string, FieldReport>, { leaf, fate, into }: TracedLeaf): void {
  const field = takeField(fields, leaf.pattern);
  if (fate === 'dropped' && isEmpty(leaf)) {
    field.empty++;
    return;
  }
  field.counts[fate]++;
  field.examples[fate] ??= { value: cut(leaf), ...(into && { into: { path: into.pattern, value: cut(into) } }) };
  if (into) addTo(field.into, new Map([[into.pattern, 1]]), (one, other) => one + other);
}

export function countInvented(invented: Map<string, InventedReport>, leaf: Leaf): void {
  const one = new Map([[nameIn(invented, leaf.pattern), { count: 1, example: cut(leaf) }]]);
  addTo(invented, one, (sum) => ({ ...sum, count: sum.count + 1 }));
}

/** Adds the counts of a later task; the first examples stay. */
export function addField(sum: FieldReport, part: FieldReport): FieldReport {
  for (const fate of FATES) sum.counts[fate] += part.counts[fate];
  sum.empty += part.empty;
  addTo(sum.into, part.into, (one, other) => one + other);
  Object.assign(sum.examples, { ...part.examples, ...sum.examples });
  return sum;
}

/** Adds one map to another, each value with `add` to the one under the same name. */
export function addTo<T>(sum: Map<string, T>, part: ReadonlyMap<string, T>, add: (one: T, other: T) => T): void {
  for (const [found, value] of part) {
    const name = nameIn(sum, found);
    const known = sum.get(name);
    sum.set(name, known === undefined ? value : add(known, value));
  }
}

function takeField(fields: Map<string, FieldReport>, pattern: string): FieldReport {
  const name = nameIn(fields, pattern);
  let field = fields.get(name);
  if (!field) {
    const counts = { kept: 0, moved: 0, respelled: 0, merged: 0, split: 0, dropped: 0 };
    fields.set(name, (field = { counts, empty: 0, into: new Map(), examples: {} }));
  }
  return field;
}

function nameIn(map: ReadonlyMap<string, unknown>, pattern: string): string {
  return map.has(pattern) || map.size < MOST_FIELDS ? pattern : OTHER_FIELDS;
}

function isEmpty({ text, source }: Leaf): boolean {
  return /^\s*(?:null|\{\}|\[\]|)\s*$/.test(text ?? source);
}

function cut({ text, source }: Leaf): string {
  const whole = text ?? source;
  return whole.length > CUT_LENGTH ? `${whole.slice(0, CUT_LENGTH)}…` : whole;
}
