import type { StepContext } from '../recipe/step.ts';
import type { Row } from '../row/row.ts';
import { fieldChanges, type FieldChange } from './field-changes.ts';
import { FieldNames } from './field-names.ts';
import { type DiffRun, wordDiff } from './word-diff.ts';

/** A run of a shown difference. Of a run that is cut, `skipped` characters are left out between `text` and `rest`. */
export interface ShownRun extends DiffRun {
  readonly skipped?: number;
  readonly rest?: string;
}

/** One change of a row, made short for the screen. */
export interface ShownChange {
  /** "output", or "Model, turn 3". */
  readonly name: string;
  readonly kind: 'changed' | 'new' | 'gone' | 'moved';
  /** What the place is called that a moved value came from. */
  readonly from?: string;
  readonly runs: readonly ShownRun[];
  /** Changes further on in this field that are not shown. */
  readonly hidden: number;
}

export interface ShownChanges {
  readonly fields: readonly ShownChange[];
  /** Fields that are not shown. */
  readonly hidden: number;
}

/** How much of a change is shown. */
export interface Limits {
  /** Characters round each change. */
  readonly around: number;
  /** Characters of a text that is all new, or all gone. */
  readonly longest: number;
  /** Changes in one field. */
  readonly changes: number;
  readonly fields: number;
}

export const SHORT: Limits = { around: 60, longest: 400, changes: 12, fields: 8 };
/** For who asks for all of one row. Texts that are equal stay cut: they are not what changed. */
export const WHOLE: Limits = { around: 60, longest: Infinity, changes: Infinity, fields: Infinity };

/** What a step changed of a row, field by field; each side is named as its own context has it. */
export function shownChanges(
  before: Row,
  after: Row,
  contexts: { readonly before: StepContext; readonly after: StepContext },
  limits = SHORT,
): ShownChanges {
  const changes = fieldChanges(before, after);
  const [first] = changes;
  if (first === undefined) return { fields: [], hidden: 0 };
  const names = { before: new FieldNames(before, contexts.before), after: new FieldNames(after, contexts.after) };
  const fields = changes.slice(0, limits.fields).map((change) => showChange(change, names, limits));
  return { fields, hidden: changes.length - fields.length };
}

function showChange(
  { before, after }: FieldChange,
  names: { readonly before: FieldNames; readonly after: FieldNames },
  limits: Limits,
): ShownChange {
  if (before === null || after === null) {
    const kind = before === null ? 'new' : 'gone';
    const name = before === null ? names.after.of(after?.path ?? []) : names.before.of(before.path);
    const run = { kind, text: (before ?? after)?.text ?? '' } as const;
    return { name, kind, runs: [cutRun(run, limits.longest)], hidden: 0 };
  }
  const name = names.after.of(after.path);
  if (before.text === after.text) {
    const from = names.before.of(before.path);
    return {
      name,
      kind: 'moved',
      from,
      runs: [cutRun({ kind: 'same', text: after.text }, limits.around * 2)],
      hidden: 0,
    };
  }
  return { name, kind: 'changed', ...cutRuns(wordDiff(before.text, after.text), limits) };
}

/** Runs with this many characters round each change, and no more than this many changes. */
export function cutRuns(
  runs: readonly DiffRun[],
  { around, longest, changes }: Limits,
): Pick<ShownChange, 'runs' | 'hidden'> {
  const shown: ShownRun[] = [];
  let [found, hidden] = [0, 0];
  for (const [index, run] of runs.entries()) {
    const isStart = run.kind !== 'same' && runs[index - 1]?.kind !== 'gone';
    if (isStart) found++;
    if (found > changes) {
      if (isStart) hidden++;
      continue;
    }
    if (run.kind !== 'same') shown.push(cutRun(run, longest));
    else if (index === 0) shown.push(cutHead(run, around));
    else if (index === runs.length - 1 || found === changes) shown.push(cutTail(run, around));
    else shown.push(cutRun(run, around * 2));
  }
  return { runs: shown, hidden };
}

/** Leaves the middle out of what is longer than this many characters. */
function cutRun(run: DiffRun, most: number): ShownRun {
  const { text } = run;
  // What is hardly longer reads better whole.
  if (text.length <= most + 20) return run;
  const head = wholeEnd(text, Math.ceil(most / 2));
  const tail = wholeEnd(text, text.length - Math.floor(most / 2));
  return { ...run, text: text.slice(0, head), skipped: tail - head, rest: text.slice(tail) };
}

/** Leaves the beginning out. */
function cutHead(run: DiffRun, most: number): ShownRun {
  const at = wholeEnd(run.text, run.text.length - most);
  if (run.text.length <= most + 20) return run;
  return { ...run, text: '', skipped: at, rest: run.text.slice(at) };
}

/** Leaves the end out. */
function cutTail(run: DiffRun, most: number): ShownRun {
  const at = wholeEnd(run.text, most);
  if (run.text.length <= most + 20) return run;
  return { ...run, text: run.text.slice(0, at), skipped: run.text.length - at, rest: '' };
}

/** An index near `at` at which no pair of surrogates is cut. */
function wholeEnd(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
