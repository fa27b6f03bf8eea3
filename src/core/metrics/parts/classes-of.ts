import { areClasses } from '../../preflight/classes.ts';
import { foldCase } from '../../text/normalise.ts';
import { collapse } from '../../text/white-space.ts';
import type { ScoredRow } from '../metric.ts';

/** A class has a short name. */
const MAX_LENGTH = 100;

/** The classes of rows and what each model answer names: indexes of `names`, -1 where an answer names none of them. */
export interface ClassesOfRows {
  readonly names: readonly string[];
  readonly references: Int32Array;
  readonly answers: Int32Array;
}

/**
 * References as classes, letter case and white space apart; null where they are none: long, or nearly all different. An answer
 * with a full stop or quotes around the class names it too.
 */
export function classesOf(rows: readonly ScoredRow[]): ClassesOfRows | null {
  const referenced = rows.flatMap(({ reference }) => (reference === null ? [] : [reference]));
  const names: string[] = [];
  const known = new Map<string, number>();
  for (const reference of referenced) {
    const form = formOf(reference);
    if (form === '' || form.length > MAX_LENGTH || known.has(form)) continue;
    known.set(form, names.length);
    names.push(collapse(reference));
  }
  const labelled = referenced.filter((reference) => known.has(formOf(reference))).length;
  if (!areClasses({ rows: referenced.length, labelled, labels: names.length })) return null;
  const codeOf = (text: string | null): number => (text === null ? -1 : (known.get(formOf(text)) ?? -1));
  return {
    names,
    references: Int32Array.from(rows, ({ reference }) => codeOf(reference)),
    answers: Int32Array.from(rows, ({ answer }) => {
      const code = codeOf(answer);
      return code >= 0 || answer === null ? code : codeOf(answer.replace(/^[\s"'“”‘’*]+|[\s"'“”‘’*.]+$/gu, ''));
    }),
  };
}

function formOf(text: string): string {
  return foldCase(collapse(text));
}
