import { areClasses } from '../../src/core/preflight/classes.ts';
import { labelOf } from '../../src/core/preflight/label.ts';
import { RowTexts } from '../../src/core/example/row-texts.ts';
import { Row } from '../../src/core/row/row.ts';
import { RowSources } from '../../src/store/rows/row-sources.ts';
import type { WipeWarning } from '../contracts/duplicates.ts';
import type { OpenedVersion } from './open-version.ts';
import { RowsAt } from './texts-at.ts';

/** A run that removes more than this share of anything should be looked at. */
const TOO_MUCH = 0.2;
/** A few rows of a label or file say nothing. */
const FEW = 5;
/** Labels and files that are named, the worst first. */
const NAMED = 3;

interface RowFacts {
  readonly origins: Uint32Array;
  /** A hash of each row's label, 0 for none. */
  readonly labels: Uint32Array;
}

/** What a run would remove too much of: all rows, rows of one label, or of one file. */
export async function wipeWarnings(
  opened: OpenedVersion,
  dropped: Uint32Array,
  { origins, labels }: RowFacts,
): Promise<WipeWarning[]> {
  const { rowCount, datasetId } = opened.version;
  const warnings: WipeWarning[] = [];
  if (dropped.length > rowCount * TOO_MUCH) {
    warnings.push({ of: 'rows', name: '', removed: dropped.length, rows: rowCount });
  }
  if (dropped.length === 0) return warnings;
  for (const { key, ...lost } of worst(labels, dropped, isClassed(labels))) {
    const name = await labelAt(opened, labels.indexOf(key));
    if (name !== null) warnings.push({ of: 'label', name, ...lost });
  }
  const sources = await RowSources.of(datasetId);
  if (sources.files.length < 2) return warnings;
  const files = Uint32Array.from(origins, (origin) => sources.fileOf(origin) + 1);
  for (const { key, ...lost } of worst(files, dropped, true)) {
    warnings.push({ of: 'source', name: sources.files[key - 1] ?? '', ...lost });
  }
  return warnings;
}

function isClassed(labels: Uint32Array): boolean {
  const named = labels.filter((label) => label !== 0);
  return areClasses({ rows: labels.length, labelled: named.length, labels: new Set(named).size });
}

function worst(keys: Uint32Array, dropped: Uint32Array, counts: boolean) {
  if (!counts) return [];
  const rows = new Map<number, number>();
  const removed = new Map<number, number>();
  for (const key of keys) rows.set(key, (rows.get(key) ?? 0) + 1);
  for (const row of dropped) removed.set(keys[row] ?? 0, (removed.get(keys[row] ?? 0) ?? 0) + 1);
  return [...removed]
    .map(([key, count]) => ({ key, removed: count, rows: rows.get(key) ?? 0 }))
    .filter(({ key, removed: lost, rows: all }) => key !== 0 && lost >= FEW && lost > all * TOO_MUCH)
    .sort((one, other) => other.removed / other.rows - one.removed / one.rows || one.key - other.key)
    .slice(0, NAMED);
}

async function labelAt(opened: OpenedVersion, position: number): Promise<string | null> {
  const row = new Row(await new RowsAt(opened).text(position));
  const texts = RowTexts.for(opened.version);
  return labelOf(row, opened.version, { source: null, outputs: texts.of(row, texts.answerRole(row)) });
}
