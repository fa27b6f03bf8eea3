import { MORE } from '../line-ends.ts';
import { endOf, isFollowed, type Part, partsOf, skip } from './json-outline.ts';
import { type RowStep, spellRowsAt } from './rows-at.ts';
import type { RowPlace } from '../settings.ts';
import type { Finding } from '../sniff-encoding.ts';

export interface FoundRows extends Finding<string> {
  /** Where else the rows might be; the found place among them. */
  readonly places: readonly RowPlace[];
}

/** An array somewhere in the objects of a document. */
interface FoundArray {
  readonly steps: readonly RowStep[];
  readonly depth: number;
  readonly length: number;
  readonly holds: 'objects' | 'turns' | 'others';
}

/** A request to a tuning service has its examples four objects deep. */
const DEEPEST = 4;
/** Objects that are looked into; those with more members are tables of another kind. */
const MOST_MEMBERS = 100;
const MOST_PLACES = 20;
const ELEMENTS: RowStep = { kind: 'elements' };
const MEMBERS: RowStep = { kind: 'members' };
/** Questions over paragraphs over articles: how SQuAD and its many kin come. */
const QUESTIONS: readonly RowStep[] = [key('paragraphs'), ELEMENTS, key('qas'), ELEMENTS];

/** Finds where the rows of a JSON document are, from its head alone. */
export function sniffRowsAt(text: string): FoundRows {
  const start = skip(text, text.startsWith('\ufeff') ? 1 : 0);
  const end = endOf(text, start);
  if (end !== MORE && isFollowed(text, end)) return found([], 'several values one after another, one row each.', []);
  if (text[start] === '[') return sniffArray(text, start);
  return text[start] === '{' ? sniffObject(text, start) : found([], 'a single value, one row.', []);
}

function sniffArray(text: string, start: number): FoundRows {
  const steps = [ELEMENTS];
  if (holdsQuestions(text, start)) {
    const deep = [...steps, ...QUESTIONS];
    return found(deep, 'one row for each question in “qas”.', [deep, steps, []]);
  }
  if (holds(text, start) === 'turns')
    return found([], 'its elements are turns of one conversation: one row.', [[], steps]);
  return found(steps, 'one row for each element of the array.', [steps, []]);
}

function sniffObject(text: string, start: number): FoundRows {
  const members = partsOf(text, start);
  const arrays: FoundArray[] = [];
  gatherArrays(text, members.slice(0, MOST_MEMBERS), [], arrays);
  const isTable = members.length > 1 && members.every((member) => text[member.start] === '{');
  const isExample = arrays.some(
    ({ steps, depth, holds }) => holds === 'turns' && (depth === 1 || isSavedPrompt(steps)),
  );
  const best = isExample ? undefined : largest(arrays, isTable ? 1 : DEEPEST);
  const deep = best && questionsIn(text, members, best);
  const places = [[], ...(isTable ? [[MEMBERS]] : []), ...arrays.map(({ steps }) => steps), ...(deep ? [deep] : [])];
  if (deep) return found(deep, `one row for each question in ${named(deep)}.`, places);
  if (best) return found(best.steps, `the rows are the elements of ${named(best.steps)}.`, places);
  if (isTable && !isExample) return found([MEMBERS], 'one row for each member, its key in the column _key.', places);
  return found([], 'one object, one row.', places);
}

function gatherArrays(text: string, members: readonly Part[], path: readonly RowStep[], arrays: FoundArray[]): void {
  for (const { key: name, start, end } of members) {
    const steps = [...path, key(name)];
    const { length: depth } = steps;
    if (text[start] === '[')
      arrays.push({ steps: [...steps, ELEMENTS], depth, length: end - start, holds: holds(text, start) });
    else if (text[start] === '{' && depth < DEEPEST)
      gatherArrays(text, partsOf(text, start, MOST_MEMBERS), steps, arrays);
  }
}

/** AI Studio saves one chat a file, beside settings that are lists too. */
function isSavedPrompt([step]: readonly RowStep[]): boolean {
  return step?.kind === 'key' && step.key === 'chunkedPrompt';
}

/** Of the arrays of objects that lie least deep the longest. */
function largest(arrays: readonly FoundArray[], deepest: number): FoundArray | undefined {
  const fit = arrays.filter(({ depth, holds }) => depth <= deepest && holds === 'objects');
  return fit.sort((a, b) => a.depth - b.depth || b.length - a.length)[0];
}

/** What an array holds, judged by its first elements. */
function holds(text: string, start: number): FoundArray['holds'] {
  const first = partsOf(text, start, 3);
  if (first.length === 0 || first.some((part) => text[part.start] !== '{')) return 'others';
  const isTurn = (part: Part): boolean => {
    const keys = partsOf(text, part.start, 10).map((member) => member.key);
    return keys.includes('role') || (keys.includes('from') && keys.includes('value'));
  };
  return first.every(isTurn) ? 'turns' : 'objects';
}

function questionsIn(text: string, members: readonly Part[], { steps, depth }: FoundArray): RowStep[] | null {
  const [step] = steps;
  const member = members.find((part) => step?.kind === 'key' && part.key === step.key);
  return depth === 1 && member && holdsQuestions(text, member.start) ? [...steps, ...QUESTIONS] : null;
}

function holdsQuestions(text: string, start: number): boolean {
  const [article] = partsOf(text, start, 1);
  const paragraphs = article && partsOf(text, article.start, 10).find((part) => part.key === 'paragraphs');
  const [paragraph] = paragraphs && text[paragraphs.start] === '[' ? partsOf(text, paragraphs.start, 1) : [];
  const keys = paragraph ? partsOf(text, paragraph.start, 10).map((part) => part.key) : [];
  return keys.includes('context') && keys.includes('qas');
}

function found(steps: readonly RowStep[], reason: string, places: readonly (readonly RowStep[])[]): FoundRows {
  const value = spellRowsAt(steps);
  const labelled = places.slice(0, MOST_PLACES).map((each) => ({ rowsAt: spellRowsAt(each), label: labelOf(each) }));
  return { value, reason: `JSON: ${reason}`, places: labelled };
}

function labelOf(steps: readonly RowStep[]): string {
  const [first] = steps;
  if (first === undefined) return 'The whole document';
  if (steps.length > 1) return spellRowsAt(steps);
  return first.kind === 'members' ? 'Each member' : 'Each element';
}

function named(steps: readonly RowStep[]): string {
  return `“${spellRowsAt(steps).replace(/\[\]$/, '')}”`;
}

function key(name: string): RowStep {
  return { kind: 'key', key: name };
}
