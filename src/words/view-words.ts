import { grouped } from '../core/amount.ts';
import { isChatColumn } from '../core/example/chat-cells.ts';
import { roleWords } from '../core/example/field-roles.ts';
import type { TextChoice } from '../core/recipe/step.ts';
import type { Filter, Sort, View } from '../core/view/view.ts';

/** Values that a chip names before it counts the rest. */
const NAMED_VALUES = 3;
/** Letters of a value that a chip shows. */
const SHOWN = 40;

/** A filter as its chip says it: "output under 3 words", "not file: a.csv". */
export function filterWords(filter: Filter): string {
  return filter.exclude === true ? `not ${conditionWords(filter)}` : conditionWords(filter);
}

function conditionWords(filter: Filter): string {
  switch (filter.on) {
    case 'value':
      return `${choiceWords(filter.of)}: ${listWords(filter.values)}`;
    case 'contains':
      return `${choiceWords(filter.of)} contains “${short(filter.text)}”${caseWords(filter.matchCase)}`;
    case 'regex':
      return `${choiceWords(filter.of)} matches /${short(filter.text)}/${caseWords(filter.matchCase)}`;
    case 'empty':
      return `${choiceWords(filter.of)} is empty`;
    case 'characters':
      return `${choiceWords(filter.of)} ${rangeWords(filter, 'character')}`;
    case 'words':
      return `${choiceWords(filter.of)} ${rangeWords(filter, 'word')}`;
    case 'number':
      return `${choiceWords(filter.of)} ${numberWords(filter)}`;
    case 'tokens':
      return `row ${rangeWords(filter, 'token')}`;
    case 'file':
      return `file: ${listWords(filter.files)}`;
    case 'mark':
      return filter.values.length === 0 ? `marked ${filter.mark}` : `${filter.mark}: ${listWords(filter.values)}`;
    case 'duplicate':
      return 'duplicate of an earlier row';
    case 'changed':
      return filter.version === undefined ? 'changed since import' : `changed by version ${grouped(filter.version)}`;
  }
}

/** The order in words: "output, longest first"; null of the order of the version. */
export function sortWords(sort: Sort | undefined): string | null {
  if (!sort) return null;
  const isUp = sort.direction === 'ascending';
  if (sort.by === 'tokens') return `tokens, ${isUp ? 'fewest' : 'most'} first`;
  const name = choiceWords(sort.of);
  if (sort.by === 'mark') return `${name}, ${isUp ? 'lowest' : 'highest'} first`;
  if (sort.by === 'text') return `${name}, ${isUp ? 'ascending' : 'descending'}`;
  return `${name}, ${isUp ? 'shortest' : 'longest'} first${sort.by === 'words' ? ' by words' : ''}`;
}

/** What a view leaves of the rows, in words that follow "No row": search first. */
export function viewWords({ search, filters }: View): string {
  const searched = search && search.text !== '' ? [`search “${short(search.text)}”`] : [];
  return [...searched, ...filters.map(filterWords)].join(', ');
}

function choiceWords(of: TextChoice): string {
  if (typeof of !== 'string') return roleWords(of.role);
  if (isChatColumn(of)) return of.replace('chat:', '');
  return of === '' ? 'any column' : of;
}

function listWords(values: readonly string[]): string {
  const named = values.slice(0, NAMED_VALUES).map((value) => (value === '' ? '(empty)' : short(value)));
  const more = values.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${grouped(more)} more` : named.join(' or ');
}

interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** "under 3 words", "3 words or more", "3 to 7 words". */
function rangeWords({ min, max }: Range, unit: string): string {
  const units = (count: number): string => `${grouped(count)} ${unit}${count === 1 ? '' : 's'}`;
  if (min !== undefined && min > 0 && max !== undefined)
    return min === max ? `of ${units(min)}` : `of ${grouped(min)} to ${units(max)}`;
  if (max !== undefined) return max === 0 ? `without ${unit}s` : `under ${units(max + 1)}`;
  return `of ${units(min ?? 0)} or more`;
}

function numberWords({ min, max }: Range): string {
  if (min !== undefined && max !== undefined)
    return min === max ? `= ${grouped(min)}` : `${grouped(min)} to ${grouped(max)}`;
  return max === undefined ? `≥ ${grouped(min ?? 0)}` : `≤ ${grouped(max)}`;
}

function caseWords(matchCase: boolean | undefined): string {
  return matchCase === true ? ' (case matters)' : '';
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line;
}
