import type { Limits } from '../models/catalogue.ts';
import { prepareLine } from '../preflight/make-line.ts';
import { preparePreflight } from '../preflight/preflight.ts';
import { faultKey } from '../preflight/preflight-part.ts';
import { Drop, type StepContext } from '../recipe/step.ts';
import { utf8Length } from '../filetypes/utf8.ts';
import { NO_TOKENS } from '../tokens/estimate-tokens.ts';
import type { Row } from '../row/row.ts';
import { findRule, setRulesOf } from '../rules/index.ts';
import type { RuleFix, SideTotals } from '../rules/rule.ts';
import { findTarget } from '../targets/index.ts';
import type { TuningPlace } from './places.ts';

/** Rows that break one rule of a place. */
export interface FitFault {
  readonly rule: string;
  readonly title: string;
  /** `error`: the place would reject them. */
  readonly level: 'error' | 'warning';
  /** 0 for what is said of the set as a whole. */
  readonly count: number;
  /** The first rows. */
  readonly examples: readonly number[];
  /** The offending value of the first. */
  readonly detail: string;
  readonly next: string;
  readonly fix: RuleFix;
}

/** How the rows of a version fit a place. Plain data. */
export interface Fit {
  readonly place: string;
  readonly rows: number;
  /** Rows that would be taken. */
  readonly ready: number;
  /** Tokens of an epoch of those, as estimated. */
  readonly tokens: number;
  readonly bytes: number;
  /** Those that reject rows first. */
  readonly faults: readonly FitFault[];
}

/** What a worker counted in some rows. Plain data. */
export interface FitPart {
  readonly rows: number;
  readonly ready: number;
  readonly tokens: { readonly low: number; readonly likely: number; readonly high: number };
  readonly bytes: number;
  readonly media: number;
  readonly faults: readonly PartFault[];
}

interface PartFault {
  readonly key: string;
  readonly rule: string;
  readonly detail: string;
  readonly count: number;
  readonly examples: readonly number[];
}

const EXAMPLES = 20;
const CANT_CONVERT = 'not-an-example';

interface Looked {
  readonly isReady: boolean;
  readonly tokens: FitPart['tokens'];
  readonly bytes: number;
  readonly hasMedia: boolean;
  readonly faults: readonly { readonly rule: string; readonly kind?: string; readonly detail: string }[];
}

/** Counts rows for a place, in order of position. */
export class FitTally {
  readonly #look: (row: Row) => Looked;
  readonly #sum = { rows: 0, ready: 0, bytes: 0, media: 0, low: 0, likely: 0, high: 0 };
  readonly #faults = new Map<string, PartFault & { count: number; examples: number[] }>();

  /** `limits`: the user's, for a target. */
  constructor(place: TuningPlace, context: StepContext, limits: Limits) {
    this.#look = place.isTarget ? lookForTarget(place, context, limits) : lookForFile(place, context);
  }

  add(row: Row, position: number): void {
    const { isReady, tokens, bytes, hasMedia, faults } = this.#look(row);
    const sum = this.#sum;
    sum.rows++;
    if (isReady) {
      sum.ready++;
      sum.bytes += bytes;
      sum.media += hasMedia ? 1 : 0;
      sum.low += tokens.low;
      sum.likely += tokens.likely;
      sum.high += tokens.high;
    }
    for (const fault of faults) {
      const key = faultKey(fault);
      let known = this.#faults.get(key);
      if (!known)
        this.#faults.set(key, (known = { key, rule: fault.rule, detail: fault.detail, count: 0, examples: [] }));
      known.count++;
      if (known.examples.length < EXAMPLES) known.examples.push(position);
    }
  }

  part(): FitPart {
    const { rows, ready, bytes, media, low, likely, high } = this.#sum;
    return { rows, ready, bytes, media, tokens: { low, likely, high }, faults: [...this.#faults.values()] };
  }
}

/** Joins parts in the order of their rows, and asks the rules for the set as a whole. */
export function joinFit(place: TuningPlace, limits: Limits, parts: readonly FitPart[]): Fit {
  const total = (of: (part: FitPart) => number): number => parts.reduce((sum, part) => sum + of(part), 0);
  const training: SideTotals = {
    rows: total(({ ready }) => ready),
    bytes: total(({ bytes }) => bytes),
    tokens: {
      low: total(({ tokens }) => tokens.low),
      likely: total(({ tokens }) => tokens.likely),
      high: total(({ tokens }) => tokens.high),
    },
    mediaRows: total(({ media }) => media),
    labels: new Map(),
  };
  const ofRows = joinFaults(parts);
  const faults = [...ofRows, ...(place.isTarget ? setFaults(place, limits, training) : fileFaults(place, training))];
  return {
    place: place.id,
    rows: total(({ rows }) => rows),
    ready: training.rows,
    tokens: training.tokens.likely,
    bytes: training.bytes,
    faults: [...faults.filter(({ level }) => level === 'error'), ...faults.filter(({ level }) => level === 'warning')],
  };
}

function lookForTarget({ id }: TuningPlace, context: StepContext, limits: Limits): (row: Row) => Looked {
  const target = findTarget(id);
  if (!target) throw new Error(`target ${id} is not one of this program`);
  const check = preparePreflight(context, target, limits);
  return (row) => {
    const { isFaulty, tokens, bytes, hasMedia, faults } = check(row);
    return { isReady: !isFaulty, tokens, bytes, hasMedia, faults };
  };
}

/** A place of which no more is known than its format. */
function lookForFile({ format }: TuningPlace, context: StepContext): (row: Row) => Looked {
  const makeLine = prepareLine(context, format, {}, () => null);
  return (row) => {
    const made = makeLine(row);
    if (made instanceof Drop) {
      const { reason, detail = reason } = made;
      const faults = [{ rule: CANT_CONVERT, kind: reason, detail }];
      return { isReady: false, tokens: NO_TOKENS, bytes: 0, hasMedia: false, faults };
    }
    return { isReady: true, tokens: NO_TOKENS, bytes: utf8Length(made.text) + 1, hasMedia: false, faults: [] };
  };
}

function joinFaults(parts: readonly FitPart[]): FitFault[] {
  const joined = new Map<string, PartFault>();
  for (const fault of parts.flatMap(({ faults }) => faults)) {
    const known = joined.get(fault.key);
    const examples = [...(known?.examples ?? []), ...fault.examples].slice(0, EXAMPLES);
    joined.set(fault.key, { ...(known ?? fault), count: (known?.count ?? 0) + fault.count, examples });
  }
  return [...joined.values()].flatMap(({ rule: id, count, examples, detail }) => {
    const rule = findRule(id);
    if (!rule) return [];
    const { title, level, next, fix } = rule;
    return [{ rule: id, title, level, count, examples, detail, next, fix }];
  });
}

const NOTHING: SideTotals = { rows: 0, bytes: 0, tokens: NO_TOKENS, mediaRows: 0, labels: new Map() };

function setFaults({ id }: TuningPlace, limits: Limits, training: SideTotals): FitFault[] {
  return setRulesOf(id).flatMap((rule) => {
    const fault = rule.find({ training, validation: NOTHING }, limits);
    if (!fault) return [];
    const { title, level, next, fix } = rule;
    return [{ rule: rule.id, title, level, count: 0, examples: [], detail: fault.detail, next, fix }];
  });
}

function fileFaults({ examplesAtLeast = 1, examplesAtMost, fileBytes }: TuningPlace, training: SideTotals): FitFault[] {
  const { rows, bytes } = training;
  const say = (title: string, detail: string): FitFault => {
    return { rule: 'size', title, level: 'error', count: 0, examples: [], detail, next: '', fix: null };
  };
  return [
    ...(rows < examplesAtLeast ? [say('Too few examples', `${rows} of at least ${examplesAtLeast}`)] : []),
    ...(rows > (examplesAtMost ?? Infinity) ? [say('Too many examples', `${rows} of at most ${examplesAtMost}`)] : []),
    ...(bytes > (fileBytes ?? Infinity) ? [say('File is too large', `${bytes} of at most ${fileBytes} bytes`)] : []),
  ];
}
