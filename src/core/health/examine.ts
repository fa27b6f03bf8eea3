import type { AnalysisContext } from '../analyses/analysis.ts';
import type { Row } from '../row/row.ts';
import type { Found, HealthRule } from '../rules/health/health-rule.ts';
import { readForms } from './answer-contract.ts';
import { readLabels } from './label-contract.ts';
import type { Finding, Severity } from './finding.ts';
import type { HealthLook } from './health-look.ts';

/** How many rows a finding names. */
const EXAMPLES = 20;

const ORDER: readonly Severity[] = ['block', 'warn', 'note'];

/** A finding with all its rows. */
export interface RowsFound {
  readonly finding: Finding;
  /** Ascending; empty for what is said of the whole set. */
  readonly rows: Uint32Array;
}

/** Asks the rules. `readRow`: the row at a position, for the few that a rule quotes. */
export async function examine(
  rules: readonly HealthRule[],
  look: HealthLook,
  context: AnalysisContext,
  readRow: (position: number) => Promise<Row>,
): Promise<RowsFound[]> {
  const found: RowsFound[] = [];
  if (look.rows > 0) {
    look.forms = await readForms(look, context, readRow);
    look.labels = look.forms.size > 0 ? [] : await readLabels(look, context, readRow);
  }
  for (const rule of rules) {
    const each = look.rows === 0 ? null : rule.find(look);
    if (each) found.push(await describeFound(rule, each, look.rows, context, readRow));
  }
  return found.sort(bySeverity);
}

async function describeFound(
  { id, severity: usual }: HealthRule,
  { rows: where, title, fix = [], severity = usual, detail, quote }: Found,
  all: number,
  context: AnalysisContext,
  readRow: (position: number) => Promise<Row>,
): Promise<RowsFound> {
  const isOfSet = where === 'set';
  const rows = isOfSet ? new Uint32Array(0) : Uint32Array.from(where);
  const words = quote ? quote.of(await readRow(quote.position), context) : detail;
  const finding: Finding = {
    ...{ rule: id, severity, title, fix },
    count: isOfSet ? all : rows.length,
    examples: [...rows.subarray(0, EXAMPLES)],
    ...(words !== undefined && words !== '' && { detail: words }),
    ...(isOfSet && { ofSet: true }),
  };
  return { finding, rows };
}

/** How much a finding of each severity says against a row. */
const WEIGHTS: Readonly<Record<Severity, number>> = { block: 8, warn: 3, note: 1 };

/** How much there is against each row, by which the rows are ordered that are looked at first: 0 for nothing, 255 at most. */
export function suspicionOf(found: readonly RowsFound[], rows: number): Uint8ClampedArray {
  const suspicion = new Uint8ClampedArray(rows);
  for (const { finding, rows: where } of found) {
    for (const row of where) suspicion[row] = (suspicion[row] ?? 0) + WEIGHTS[finding.severity];
  }
  return suspicion;
}

/** How many rows have something that blocks or warns. */
export function countSuspect(found: readonly RowsFound[], rows: number): number {
  const suspect = new Uint8Array(rows);
  for (const { finding, rows: where } of found) {
    if (finding.severity !== 'note') for (const row of where) suspect[row] = 1;
  }
  return suspect.reduce((sum, each) => sum + each, 0);
}

function bySeverity({ finding: one }: RowsFound, { finding: other }: RowsFound): number {
  const [a, b] = [ORDER.indexOf(one.severity), ORDER.indexOf(other.severity)];
  return a - b || other.count - one.count || (one.rule < other.rule ? -1 : 1);
}
