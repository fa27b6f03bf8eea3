import type { Limits } from '../models/catalogue.ts';
import { TRAINING_SIDE, VALIDATION_SIDE } from '../split/hold-out.ts';
import type { Rule, RuleFix, SideTotals } from '../rules/rule.ts';
import { rulesOf, setRulesOf } from '../rules/index.ts';
import type { TargetFacts } from '../targets/target.ts';
import { areClasses, type LabelCounts } from './classes.ts';
import { faultKey, type PartFinding, type PreflightPart, type RowColumns, newColumns } from './preflight-part.ts';

/** What a rule says of the rows, for the screen. */
export interface Finding {
  readonly rule: string;
  /** What tells it from other findings of its rule; absent where there is one at most. */
  readonly kind?: string;
  readonly title: string;
  readonly level: Rule['level'];
  /** How many rows it is about. */
  readonly count: number;
  /** Where they are in the version's list, ascending; empty where the rule looks at all of them together. */
  readonly positions: Uint32Array;
  /** The offending value of the first. */
  readonly detail: string;
  readonly next: string;
  readonly fix: RuleFix;
}

/** What a screen shows before a job starts. */
export interface PreflightReport {
  readonly rows: number;
  /** Rows with an error, which can't be sent. */
  readonly faultyRows: number;
  /** Errors first: those of single rows, then those of all together. */
  readonly findings: readonly Finding[];
  readonly training: SideTotals;
  readonly validation: SideTotals;
}

/** All rows of a version as a preflight saw them. The parts may be made by any number of workers, and added in any order. */
export class PreflightSum {
  readonly rows: number;
  readonly columns: RowColumns;
  /** By code, from 1 on; empty where labels are no classes. */
  readonly labelNames: readonly string[];
  readonly #findings: readonly PartFinding[];

  constructor(parts: readonly PreflightPart[]) {
    const ordered = parts.toSorted((one, other) => one.first - other.first);
    this.rows = ordered.reduce((sum, { columns }) => sum + columns.bytes.length, 0);
    this.columns = newColumns(this.rows);
    const names = new Map<string, number>();
    let at = 0;
    for (const part of ordered) {
      if (part.first !== at) throw new RangeError(`preflight lacks the rows from ${at} to ${part.first}`);
      place(this.columns, part, at, names);
      at += part.columns.bytes.length;
    }
    this.labelNames = areClasses(countLabels(this.columns, names.size)) ? [...names.keys()] : [];
    this.#findings = joinFindings(ordered);
  }

  /** Codes of labels for `holdOut`; null where there is nothing to balance. */
  get labels(): Uint16Array | null {
    return this.labelNames.length > 0 ? this.columns.labels : null;
  }

  /** What the rules for single rows found, errors first, in the order of `rulesOf`. */
  rowFindings(target: string): readonly Finding[] {
    return rulesOf(target).flatMap((rule) => {
      const found = this.#findings.filter((finding) => finding.rule === rule.id);
      return found.map((finding) => describe(rule, { ...finding, count: finding.positions.length }));
    });
  }

  /** What the rules for all rows find, once each row has its side (`holdOut`, or `allTraining`). */
  setFindings(target: string, limits: Limits, sides: Uint8Array): readonly Finding[] {
    const totals = { training: this.totals(sides, TRAINING_SIDE), validation: this.totals(sides, VALIDATION_SIDE) };
    return setRulesOf(target).flatMap((rule) => {
      const fault = rule.find(totals, limits);
      return fault ? [describe(rule, { ...fault, positions: new Uint32Array(0) })] : [];
    });
  }

  /** Everything in one, for rows on these sides. Plain data. */
  report(target: string, limits: Limits, sides: Uint8Array): PreflightReport {
    const findings = [...this.rowFindings(target), ...this.setFindings(target, limits, sides)];
    return {
      rows: this.rows,
      faultyRows: this.columns.faulty.reduce((sum, faulty) => sum + faulty, 0),
      findings: [
        ...findings.filter(({ level }) => level === 'error'),
        ...findings.filter(({ level }) => level === 'warning'),
      ],
      training: this.totals(sides, TRAINING_SIDE),
      validation: this.totals(sides, VALIDATION_SIDE),
    };
  }

  /** Every row without an error on the side of training. */
  allTraining(): Uint8Array {
    return this.columns.faulty.map((faulty) => (faulty === 1 ? 0 : TRAINING_SIDE));
  }

  totals(sides: Uint8Array, side: number): SideTotals {
    const { bytes, low, likely, high, labels, media } = this.columns;
    const sum = { rows: 0, bytes: 0, mediaRows: 0, low: 0, likely: 0, high: 0 };
    const counts = new Uint32Array(this.labelNames.length + 1);
    for (let row = 0; row < this.rows; row++) {
      if (sides[row] !== side) continue;
      sum.rows++;
      sum.bytes += bytes[row] ?? 0;
      sum.mediaRows += media[row] ?? 0;
      sum.low += low[row] ?? 0;
      sum.likely += likely[row] ?? 0;
      sum.high += high[row] ?? 0;
      const label = labels[row] ?? 0;
      if (label < counts.length) counts[label] = (counts[label] ?? 0) + 1;
    }
    const named = this.labelNames.map((name, index): [string, number] => [name, counts[index + 1] ?? 0]);
    return {
      ...{ rows: sum.rows, bytes: sum.bytes, mediaRows: sum.mediaRows },
      tokens: { low: sum.low, likely: sum.likely, high: sum.high },
      labels: new Map(named.filter(([, count]) => count > 0)),
    };
  }

  /** What a target's form is filled in from. */
  facts(sides: Uint8Array): TargetFacts {
    const training = this.totals(sides, TRAINING_SIDE);
    const validation = this.totals(sides, VALIDATION_SIDE);
    return {
      trainingRows: training.rows,
      validationRows: validation.rows,
      classes: training.labels.size,
      tokens: training.tokens,
    };
  }
}

function place(into: RowColumns, { columns, labelNames }: PreflightPart, at: number, names: Map<string, number>): void {
  into.keys.set(columns.keys, at * 2);
  into.bytes.set(columns.bytes, at);
  into.low.set(columns.low, at);
  into.likely.set(columns.likely, at);
  into.high.set(columns.high, at);
  into.faulty.set(columns.faulty, at);
  into.media.set(columns.media, at);
  const codes = labelNames.map((name) => {
    const code = names.get(name) ?? names.size + 1;
    names.set(name, code);
    return code;
  });
  // More labels than a code can tell apart are no classes, and are then not used.
  into.labels.set(
    columns.labels.map((label) => (label === 0 ? 0 : (codes[label - 1] ?? 0))),
    at,
  );
}

/** Rows that can be sent, and their labels. */
function countLabels({ labels, faulty }: RowColumns, names: number): LabelCounts {
  let [rows, labelled] = [0, 0];
  for (let row = 0; row < labels.length; row++) {
    if (faulty[row] === 1) continue;
    rows++;
    if (labels[row] !== 0) labelled++;
  }
  return { rows, labelled, labels: names };
}

function joinFindings(parts: readonly PreflightPart[]): readonly PartFinding[] {
  const joined = new Map<string, { readonly first: PartFinding; readonly lists: Uint32Array[] }>();
  for (const finding of parts.flatMap(({ findings }) => findings)) {
    const key = faultKey(finding);
    const known = joined.get(key);
    if (known) known.lists.push(finding.positions);
    else joined.set(key, { first: finding, lists: [finding.positions] });
  }
  return [...joined.values()].map(({ first, lists }) => ({ ...first, positions: concat(lists) }));
}

function concat(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

function describe(rule: Rule, found: Pick<Finding, 'kind' | 'detail' | 'positions' | 'count'>): Finding {
  const { id, title, level, next, fix } = rule;
  return { rule: id, title, level, next, fix, ...found };
}
