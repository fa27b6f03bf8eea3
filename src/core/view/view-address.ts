import { isFieldRole } from '../example/field-roles.ts';
import type { TextChoice } from '../recipe/step.ts';
import { faultOfPattern, viewOfJson } from './check-view.ts';
import type { Filter, Search, Sort, View } from './view.ts';

/**
 * A view as the parameters of an address, in one spelling: `q`, `regex`, `case` of the search, `is` and `not` once for each
 * filter, `sort`. The parts of a filter are separated by colons, its values by commas: `is=words:output:..2`,
 * `not=value:category:maths,science`, `is=file:a.csv`; a role begins with @. In names and texts, %, colons and commas are
 * escaped as in any address, and so is an @ at the beginning.
 */
export function addressOfView({ search, filters, sort }: View): [string, string][] {
  const searched: [string, string][] = search && search.text !== '' ? [['q', search.text]] : [];
  const ordered: [string, string][] = sort ? [['sort', spellSort(sort)]] : [];
  if (searched.length > 0 && search?.regex === true) searched.push(['regex', '1']);
  if (searched.length > 0 && search?.matchCase === true) searched.push(['case', '1']);
  return [
    ...searched,
    ...filters.map((filter): [string, string] => [filter.exclude === true ? 'not' : 'is', spellFilter(filter)]),
    ...ordered,
  ];
}

/** The view that an address asks for, and the parameters in it that nobody can read: those are left out. */
export function viewOfAddress(params: Iterable<readonly [string, string]>): {
  readonly view: View;
  readonly unread: readonly string[];
} {
  const given = [...params];
  const valueOf = (name: string): string | undefined => given.find(([key]) => key === name)?.[1];
  const unread: string[] = [];
  const filters = given.flatMap(([key, value]) => {
    if (key !== 'is' && key !== 'not') return [];
    const filter = readFilter(value, key === 'not');
    if (!filter) unread.push(`${key}=${value}`);
    return filter ? [filter] : [];
  });
  const wanted = valueOf('sort');
  const sort = wanted === undefined ? null : readSort(wanted);
  if (wanted !== undefined && !sort) unread.push(`sort=${wanted}`);
  const search = readSearch(valueOf('q') ?? '', valueOf('regex') === '1', valueOf('case') === '1');
  if (search === null) unread.push(`q=${valueOf('q') ?? ''}`);
  return { view: { ...(search && { search }), filters, ...(sort && { sort }) }, unread };
}

/** Null for a regular expression that is broken. */
function readSearch(text: string, regex: boolean, matchCase: boolean): Search | undefined | null {
  if (text === '') return undefined;
  if (regex && faultOfPattern(text, matchCase) !== null) return null;
  return { text, ...(regex && { regex }), ...(matchCase && { matchCase }) };
}

function spellFilter(filter: Filter): string {
  switch (filter.on) {
    case 'value':
      return spell('value', spellChoice(filter.of), spellList(filter.values));
    case 'contains':
    case 'regex':
      return spell(
        filter.on,
        spellChoice(filter.of),
        escape(filter.text),
        ...(filter.matchCase === true ? ['case'] : []),
      );
    case 'empty':
      return spell('empty', spellChoice(filter.of));
    case 'characters':
    case 'words':
    case 'number':
      return spell(filter.on, spellChoice(filter.of), spellRange(filter));
    case 'tokens':
      return spell('tokens', spellRange(filter));
    case 'file':
      return spell('file', spellList(filter.files));
    case 'mark':
      return spell('mark', escape(filter.mark), ...(filter.values.length > 0 ? [spellList(filter.values)] : []));
    case 'duplicate':
      return 'duplicate';
    case 'changed':
      return filter.version === undefined ? 'changed' : spell('changed', String(filter.version));
  }
}

/** Read as plain data first, so that what is spelled wrong and what makes no sense are found at one place. */
function readFilter(text: string, exclude: boolean): Filter | null {
  const [on = '', ...rest] = text.split(':');
  const [one = '', two, three] = rest;
  const view = viewOfJson({ filters: [{ on, exclude, ...membersOf(on, one, two, three) }] });
  const [filter] = view?.filters ?? [];
  if (filter?.on === 'regex' && faultOfPattern(filter.text, filter.matchCase === true) !== null) return null;
  // What is read must be spelled like this again: a part too many would be lost without a word.
  return filter && spellFilter(filter).split(':').length === rest.length + 1 ? filter : null;
}

function membersOf(on: string, one: string, two = '', three = ''): Readonly<Record<string, never>> {
  const members = ((): object => {
    switch (on) {
      case 'value':
        return { of: readChoice(one), values: readList(two) };
      case 'contains':
      case 'regex':
        return { of: readChoice(one), text: unescape(two), matchCase: three === 'case' };
      case 'empty':
        return { of: readChoice(one) };
      case 'characters':
      case 'words':
      case 'number':
        return { of: readChoice(one), ...readRange(two) };
      case 'tokens':
        return readRange(one);
      case 'file':
        return { files: readList(one) };
      case 'mark':
        return { mark: unescape(one), values: two === '' ? [] : readList(two) };
      case 'changed':
        return one === '' ? {} : { version: Number(one) };
      default:
        return {};
    }
  })();
  // The cast: all of it is plain JSON, whose type interfaces can't be assigned to; `viewOfJson` looks at each member.
  return members as Readonly<Record<string, never>>;
}

function spellSort({ by, of, direction }: Sort): string {
  const sign = direction === 'descending' ? '-' : '';
  if (by === 'tokens') return `${sign}tokens:`;
  return by === 'text' ? `${sign}${spell('value', spellChoice(of))}` : `${sign}${spell(by, spellChoice(of))}`;
}

function readSort(text: string): Sort | null {
  const isDown = text.startsWith('-');
  const [kind, name, ...more] = (isDown ? text.slice(1) : text).split(':');
  if (name === undefined || more.length > 0) return null;
  const direction = isDown ? 'descending' : 'ascending';
  if (kind === 'tokens') return name === '' ? { by: 'tokens', of: '', direction } : null;
  const of = readChoice(name);
  if (of === null) return null;
  if (kind === 'mark') return typeof of === 'string' ? { by: 'mark', of, direction } : null;
  if (kind === 'value') return { by: 'text', of, direction };
  return kind === 'words' || kind === 'characters' ? { by: kind, of, direction } : null;
}

function spell(...parts: readonly string[]): string {
  return parts.join(':');
}

function spellRange({ min, max }: { readonly min?: number | undefined; readonly max?: number | undefined }): string {
  return `${min === undefined ? '' : String(min)}..${max === undefined ? '' : String(max)}`;
}

function readRange(text: string): { min?: number; max?: number } {
  const [low = '', high = '', ...more] = text.split('..');
  if (more.length > 0 || !text.includes('..')) return {};
  // What is no number becomes NaN, which no view may have.
  return { ...(low !== '' && { min: Number(low) }), ...(high !== '' && { max: Number(high) }) };
}

function spellList(values: readonly string[]): string {
  return values.map(escape).join(',');
}

function readList(text: string): string[] {
  return text.split(',').map(unescape);
}

function spellChoice(of: TextChoice): string {
  if (typeof of !== 'string') return `@${of.role}`;
  return escape(of).replace(/^@/, '%40');
}

function readChoice(text: string): TextChoice | null {
  if (!text.startsWith('@')) return unescape(text);
  const role = text.slice(1);
  return isFieldRole(role) ? { role } : null;
}

function escape(text: string): string {
  return text.replace(/[%:,]/g, (sign) => encodeURIComponent(sign));
}

function unescape(text: string): string {
  return text.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%40', '@').replaceAll('%25', '%');
}
