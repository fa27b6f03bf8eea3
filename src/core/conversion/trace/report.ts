import { cutExample } from '../../recipe/example-pair.ts';
import type { RowFault } from '../../preflight/checked-row.ts';
import type { Row } from '../../row/row.ts';
import { Drop, type StepContext } from '../../recipe/step.ts';
import { formatOf, traceConversion } from '../convert-row.ts';
import { addField, addTo, countInvented, countLeaf, type FieldReport, type InventedReport } from './field-report.ts';
import { type Proof, type WayBack, proveRow } from './prove-row.ts';
import type { ConversionSettings } from '../conversion-settings.ts';
import { traceRow } from './trace-row.ts';

/** Examples that a report keeps of each thing. */
const KEPT_EXAMPLES = 3;

/** What a conversion does to rows: numbers that add up over tasks in any order, examples in order of the tasks. */
export interface ConversionReport {
  rows: number;
  /** Rows that stay the very same. */
  unchanged: number;
  /** Rows that are written instead of the others. */
  written: number;
  /** Why rows can't be converted, with the rows of each reason. */
  refused: Map<string, RefusedReport>;
  /** The formats that rows were read by, by id. */
  sources: Map<string, number>;
  /** What becomes of each field, by its path with `[]` for any index. */
  fields: Map<string, FieldReport>;
  /** What written rows say that no value of the row says, by its path there. */
  invented: Map<string, InventedReport>;
  /** What Tune would say of the rows that are written, by rule. */
  told: Map<string, ToldReport>;
  proof: ProofReport;
}

export interface RefusedReport {
  count: number;
  /** The first of them: the value and its place. */
  readonly detail: string;
  readonly examples: string[];
}

/** Rows of which the service that tunes with the format would say something. */
interface ToldReport {
  readonly count: number;
  readonly detail: string;
}

/** The way there and back again, row by row. */
export interface ProofReport {
  equal: number;
  different: number;
  impossible: number;
  /** Of what is not equal. */
  readonly examples: ProofExample[];
}

export interface ProofExample extends WayBack {
  readonly before: string;
  readonly converted: string;
}

export function emptyReport(): ConversionReport {
  return {
    ...{ rows: 0, unchanged: 0, written: 0 },
    ...{ refused: new Map(), sources: new Map(), fields: new Map(), invented: new Map(), told: new Map() },
    proof: { equal: 0, different: 0, impossible: 0, examples: [] },
  };
}

/**
 * Converts one row and notes in `report` what became of it. The rows themselves are not kept. `faultsOf`: what Tune would say
 * of a row, where a service takes the format.
 */
export function reportRow(
  report: ConversionReport,
  row: Row,
  settings: ConversionSettings,
  context: StepContext,
  faultsOf: ((row: Row) => readonly RowFault[]) | null = null,
): void {
  const { source, rows } = traceConversion(row, settings, context);
  report.rows++;
  report.sources.set(source.id, (report.sources.get(source.id) ?? 0) + 1);
  if (rows instanceof Drop) return countRefused(report, row, rows);
  for (const { rule, detail } of faultsOf?.(row) ?? [])
    addTo(report.told, new Map([[rule, { count: 1, detail }]]), addTold);
  if (rows.length === 1 && rows[0] === row) report.unchanged++;
  else report.written += rows.length;
  const texts = rows.map(({ text }) => text);
  const trace = traceRow(row.text, texts);
  for (const leaf of trace.leaves) countLeaf(report.fields, leaf);
  for (const leaf of trace.invented) countInvented(report.invented, leaf);
  const back = proveRow(row, rows, source, formatOf(settings));
  countProof(report.proof, { ...back, before: row.text, converted: texts.join('\n') });
}

/** Adds the report of a later task. */
export function addReport(sum: ConversionReport, part: ConversionReport): void {
  sum.rows += part.rows;
  sum.unchanged += part.unchanged;
  sum.written += part.written;
  addTo(sum.refused, part.refused, addRefused);
  addTo(sum.told, part.told, addTold);
  addTo(sum.sources, part.sources, (one, other) => one + other);
  addTo(sum.fields, part.fields, addField);
  addTo(sum.invented, part.invented, (one, other) => ({ ...one, count: one.count + other.count }));
  for (const proof of PROOFS) sum.proof[proof] += part.proof[proof];
  sum.proof.examples.push(...part.proof.examples.slice(0, KEPT_EXAMPLES - sum.proof.examples.length));
}

const PROOFS: readonly Proof[] = ['equal', 'different', 'impossible'];

function addRefused(one: RefusedReport, other: RefusedReport): RefusedReport {
  const examples = [...one.examples, ...other.examples].slice(0, KEPT_EXAMPLES);
  return { count: one.count + other.count, detail: one.detail, examples };
}

function addTold(one: ToldReport, other: ToldReport): ToldReport {
  return { ...one, count: one.count + other.count };
}

function countRefused({ refused }: ConversionReport, row: Row, { reason, detail = reason }: Drop): void {
  const known = refused.get(reason) ?? { count: 0, detail, examples: [] };
  known.count++;
  if (known.examples.length < KEPT_EXAMPLES) known.examples.push(cutExample(row.text));
  refused.set(reason, known);
}

function countProof(report: ProofReport, { proof, before, converted, back }: ProofExample): void {
  report[proof]++;
  if (proof === 'equal' || report.examples.length >= KEPT_EXAMPLES) return;
  report.examples.push({
    ...{ proof, before: cutExample(before) },
    ...{ converted: cutExample(converted), back: cutExample(back) },
  });
}
