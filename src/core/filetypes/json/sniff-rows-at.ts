import { counted } from '../../amount.ts';
import { arrayCandidate, type Candidate, holds, objectCandidate } from '../containers/shapes.ts';
import { labelOf, MEMBER_LISTS, named, reasonOf } from '../containers/place-words.ts';
import { MORE } from '../line-ends.ts';
import { endOf, isFollowed, type Part, partsOf, skip } from './json-outline.ts';
import { type RowStep, spellRowsAt } from './rows-at.ts';
import { COMMENTS } from './sniff-json.ts';
import type { ReadOffer, RowPlace } from '../settings.ts';
import type { Finding } from '../sniff-encoding.ts';

export interface FoundRows extends Finding<string> {
  /** Where else the rows might be; the found place among them. */
  readonly places: readonly RowPlace[];
  /** Other places that are worth a button. */
  readonly offers: readonly ReadOffer[];
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
export function sniffRowsAt(head: string): FoundRows {
  const text = head.replace(COMMENTS, '');
  const start = skip(text, text.startsWith('\ufeff') ? 1 : 0);
  const end = endOf(text, start);
  const isGlued = end !== MORE && text[start] === '{' && text[skip(text, end)] === '{';
  if (end !== MORE && (isGlued || isFollowed(text, end)))
    return found([], 'several values one after another, one row each.', []);
  if (text[start] === '[')
    return sniffArray(text, { key: '', start, end: end === MORE ? text.length : end, isWhole: end !== MORE });
  return text[start] === '{' ? sniffObject(text, start) : found([], 'a single value, one row.', []);
}

function sniffArray(text: string, array: Part): FoundRows {
  const { start } = array;
  const { steps } = arrayCandidate(text, array, []);
  if (holdsQuestions(text, start)) {
    const deep = [ELEMENTS, ...QUESTIONS];
    return found(deep, 'one row for each question in “qas”.', [deep, [ELEMENTS], []]);
  }
  if (holds(text, start) === 'turns')
    return found([], 'its elements are turns of one conversation: one row.', [[], [ELEMENTS]]);
  return found(steps, reasonOf(steps), [steps, [ELEMENTS], []]);
}

function sniffObject(text: string, start: number): FoundRows {
  const members = partsOf(text, start);
  const candidates: Candidate[] = [];
  gather(text, members.slice(0, MOST_MEMBERS), [], candidates);
  const whole = objectCandidate(text, start, []);
  const isTable = members.length > 1 && members.every((member) => text[member.start] === '{');
  const places = [
    [],
    ...(whole ? [whole.steps] : []),
    ...(isTable ? [[MEMBERS]] : []),
    ...candidates.map(({ steps }) => steps),
  ];
  const best = largest(candidates, members);
  if (!whole && isTold(candidates, best)) return found([], 'one object, one row.', places);
  if (whole) return found(whole.steps, reasonOf(whole.steps), places);
  // Members that have nothing in common are rows only where nothing else is.
  if (isTable && (!best || best.rows <= members.length)) return found([MEMBERS], reasonOf([MEMBERS]), places);
  if (!best) return found([], 'one object, one row.', places);
  const deep = questionsIn(text, members, best);
  if (deep) return found(deep, `one row for each question in ${named(deep)}.`, [...places, deep]);
  return withSplits(found(best.steps, reasonOf(best.steps), places), best, candidates);
}

/** Says what is in lists beside the one that was found, and offers to take them together. */
function withSplits(rows: FoundRows, best: Candidate, candidates: readonly Candidate[]): FoundRows {
  const lists = candidates.filter(({ steps, holds: what }) => {
    return steps.length === 2 && steps[1]?.kind === 'elements' && what === 'objects';
  });
  const others = lists.filter((each) => each !== best && each.rows > 0);
  if (!lists.includes(best) || others.length === 0) return rows;
  const total = lists.reduce((sum, each) => sum + each.rows, 0);
  const where = others.slice(0, 3).map(({ steps }) => named(steps));
  const more = others.length > where.length ? ` and ${counted(others.length - where.length, 'more list')}` : '';
  const reason = `${counted(total - best.rows, 'other row')} in ${where.join(', ')}${more} would be left out.`;
  const rowsAt = spellRowsAt(MEMBER_LISTS);
  const offers = [
    { label: `Take all ${counted(lists.length, 'list')}, their names in _key`, reason, wanted: { rowsAt } },
    ...others
      .slice(0, 3)
      .map(({ steps }) => ({ label: `Take ${named(steps)}`, wanted: { rowsAt: spellRowsAt(steps) } })),
  ];
  return { ...rows, offers, places: [...rows.places, { rowsAt, label: labelOf(MEMBER_LISTS) }] };
}

function gather(text: string, members: readonly Part[], path: readonly RowStep[], candidates: Candidate[]): void {
  for (const member of members) {
    const steps = [...path, key(member.key)];
    if (text[member.start] === '[') candidates.push(arrayCandidate(text, member, steps));
    else if (text[member.start] === '{' && steps.length < DEEPEST) {
      const table = objectCandidate(text, member.start, steps);
      if (table) candidates.push(table);
      const inner: Candidate[] = [];
      gather(text, partsOf(text, member.start, MOST_MEMBERS), steps, inner);
      // What is in the members of a table is within its rows: it is offered, but no more than that.
      candidates.push(...inner.map((each) => (table ? { ...each, rows: 0 } : each)));
    }
  }
}

/** AI Studio saves one chat a file, beside settings that are lists too. */
function isSavedPrompt([step]: readonly RowStep[]): boolean {
  return step?.kind === 'key' && step.key === 'chunkedPrompt';
}

/** The place with the most rows; of equal ones that which lies less deep, and of those the longest. */
function largest(candidates: readonly Candidate[], members: readonly Part[]): Candidate | undefined {
  // pandas describes a table's columns beside its rows, and Hugging Face's viewer likewise.
  const isDescribed = members.some(({ key: name }) => name === 'schema' || name === 'features');
  const isRow = ({ steps: [first], holds: what, rows }: Candidate): boolean => {
    const name = first?.kind === 'key' ? first.key : '';
    return what === 'objects' && rows > 0 && !(isDescribed && (name === 'schema' || name === 'features'));
  };
  const [best] = candidates.filter(isRow).sort((a, b) => b.rows - a.rows || a.depth - b.depth || b.length - a.length);
  return best;
}

/** True where the document is a conversation rather than a list: it has one that is longer than any. */
function isTold(candidates: readonly Candidate[], best: Candidate | undefined): boolean {
  return candidates.some(({ holds: what, depth, rows, length, steps }) => {
    return (
      what === 'turns' && (depth === 1 || isSavedPrompt(steps) || !best || rows >= best.rows || length > best.length)
    );
  });
}

function questionsIn(text: string, members: readonly Part[], { steps, depth }: Candidate): RowStep[] | null {
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
  const labels = new Map(places.map((each) => [spellRowsAt(each), labelOf(each)]));
  const all = [...labels].map(([rowsAt, label]) => ({ rowsAt, label }));
  const shown = all.slice(0, MOST_PLACES);
  const chosen = all.find(({ rowsAt }) => rowsAt === value);
  if (chosen && !shown.includes(chosen)) shown.splice(-1, 1, chosen);
  return { value, reason: `JSON: ${reason}`, places: shown, offers: [] };
}

function key(name: string): RowStep {
  return { kind: 'key', key: name };
}
