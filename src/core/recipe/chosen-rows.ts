import { KEY_WORDS, KeyIndex } from '../duplicates/key-index.ts';
import { RowKey } from '../duplicates/row-key.ts';
import { KeyHash } from '../hash/key-hash.ts';
import { isList, isObject, type Json } from '../json.ts';
import type { RowSource } from '../version/changes.ts';
import { viewOfJson } from '../view/check-view.ts';
import { isOfRow, rowTest } from '../view/test-row.ts';
import type { Filter, View } from '../view/view.ts';
import { type Beside, Drop, type ParamsOf, type ParamSpecs, ParameterError } from './step.ts';
import type { PreparedStep, StepContext } from './step.ts';

/**
 * Neighbouring rows of a file that were chosen one by one, from `row` on. `nth`: of rows that one row became, which of them,
 * counted from 0 in their order; they are the first where it is absent.
 */
export interface ChosenRun extends RowSource {
  readonly count: number;
  readonly nth?: number;
}

/** The parameters of a step that works on rows chosen on the Rows page. */
export const CHOSEN_PARAMS = {
  view: {
    type: 'text',
    label: 'Filter',
    initial: '',
    help: 'The rows of this view, as JSON. Applied to other data, it finds the rows there.',
  },
  rows: {
    type: 'text',
    label: 'Rows',
    initial: '',
    help: 'Or these rows, by file and row number, as JSON.',
  },
  spared: { type: 'text', label: 'Except', initial: '', help: 'Rows of the view that are left alone, as JSON.' },
  why: { type: 'text', label: 'Reason', initial: 'chosen by hand', help: 'Kept with each removed row.' },
} as const satisfies ParamSpecs;

/** Says which of the surveyed rows are chosen. */
type IsChosen = (position: number) => boolean;

/** Makes the step that removes the chosen rows, or, with `keeps`, all others. Throws ParameterError where nothing is chosen. */
export function removeChosen(
  { view: viewText, rows, spared, why }: ParamsOf<typeof CHOSEN_PARAMS>,
  context: StepContext,
  keeps: boolean,
): PreparedStep {
  const view = viewText === '' ? null : readView(viewText);
  const [named, left] = [readRuns('rows', rows), readRuns('spared', spared)];
  if (!view && named.length === 0) throw new ParameterError('rows', 'Choose at least one row.');
  const filters = view?.filters ?? [];
  const test = view ? rowTest(view, context) : null;
  if (view && filters.every(isOfRow) && left.length === 0 && test) {
    const drop = new Drop(why);
    return { apply: (row) => (test(row) === keeps ? row : drop) };
  }
  const isHashed = filters.some(({ on }) => on === 'duplicate');
  const [hash, words] = [new KeyHash(), isHashed ? KEY_WORDS + 1 : 1];
  const key = new RowKey(hash, null);
  return {
    survey: {
      words,
      read(row, into, at) {
        if (isHashed) {
          hash.reset();
          key.add(row);
          hash.digest(into, at);
        }
        into[at + words - 1] = test === null || test(row) ? 1 : 0;
      },
    },
    async decide(surveys, count, _ask, beside) {
      const chosen = view
        ? await chosenByView(filters, { surveys, words, count }, left, beside)
        : await chosenByName(named, count, beside);
      const gone = Uint32Array.from({ length: count }, (_, position) => position).filter(
        (position) => chosen(position) !== keeps,
      );
      return { drop: { rows: gone, reasons: [why] } };
    },
  };
}

async function chosenByView(
  filters: readonly Filter[],
  survey: { readonly surveys: Uint32Array; readonly words: number; readonly count: number },
  left: readonly ChosenRun[],
  beside: Beside,
): Promise<IsChosen> {
  const { surveys, words, count } = survey;
  const isSpared = left.length === 0 ? () => false : await chosenByName(left, count, beside);
  const tests: IsChosen[] = [];
  for (const filter of filters) {
    if (isOfRow(filter)) continue;
    const test = await besideTest(filter, survey, beside);
    tests.push((position) => test(position) !== (filter.exclude === true));
  }
  return (position) =>
    surveys[position * words + words - 1] === 1 && !isSpared(position) && tests.every((test) => test(position));
}

async function besideTest(
  filter: Filter,
  { surveys, words, count }: { readonly surveys: Uint32Array; readonly words: number; readonly count: number },
  beside: Beside,
): Promise<IsChosen> {
  switch (filter.on) {
    case 'duplicate': {
      const index = new KeyIndex(surveys, count, words);
      const repeats = new Uint8Array(count);
      for (let position = 0; position < count; position++)
        if (index.findOrAdd(position) !== position) repeats[position] = 1;
      return (position) => repeats[position] === 1;
    }
    case 'file': {
      const sourceOf = await beside.sources();
      const files = new Set(filter.files);
      return (position) => files.has(sourceOf(position).file);
    }
    case 'mark': {
      const valueOf = await beside.mark(filter.mark);
      const values = new Set(filter.values);
      return (position) => {
        const value = valueOf(position);
        return value !== null && (values.size === 0 || values.has(value));
      };
    }
    default:
      throw new Error(`a step can't look for ${filter.on}`);
  }
}

async function chosenByName(runs: readonly ChosenRun[], count: number, beside: Beside): Promise<IsChosen> {
  const sourceOf = await beside.sources();
  const wanted = new Map<string, Set<string>>();
  for (const { file, row, count: rows, nth = 0 } of runs) {
    const found = wanted.get(file) ?? new Set<string>();
    wanted.set(file, found);
    for (let at = 0; at < rows; at++) found.add(`${row + at} ${nth}`);
  }
  const seen = new Map<string, Map<number, number>>();
  const chosen = new Uint8Array(count);
  for (let position = 0; position < count; position++) {
    const { file, row } = sourceOf(position);
    const inFile = seen.get(file) ?? new Map<number, number>();
    seen.set(file, inFile);
    const nth = inFile.get(row) ?? 0;
    inFile.set(row, nth + 1);
    if (wanted.get(file)?.has(`${row} ${nth}`)) chosen[position] = 1;
  }
  return (position) => chosen[position] === 1;
}

function readView(text: string): View {
  const view = viewOfJson(parse('view', text));
  if (!view) throw new ParameterError('view', 'This is not a view that this program knows.');
  if (view.filters.some(({ on }) => on === 'changed'))
    throw new ParameterError('view', 'Rows that a version changed have to be named one by one.');
  return view;
}

function readRuns(parameter: string, text: string): readonly ChosenRun[] {
  const json = text === '' ? [] : parse(parameter, text);
  const runs = isList(json) ? json.map(runOf) : [null];
  if (runs.some((run) => run === null)) throw new ParameterError(parameter, 'This is not a list of rows.');
  return runs.filter((run) => run !== null);
}

function runOf(json: Json): ChosenRun | null {
  if (!isObject(json)) return null;
  const { file, row, count, nth = 0 } = json;
  if (typeof file !== 'string' || typeof row !== 'number' || typeof count !== 'number') return null;
  return typeof nth === 'number' ? { file, row, count, nth } : null;
}

function parse(parameter: string, text: string): Json {
  try {
    // JSON.parse gives nothing else.
    return JSON.parse(text) as Json;
  } catch {
    throw new ParameterError(parameter, 'This is not JSON.');
  }
}
