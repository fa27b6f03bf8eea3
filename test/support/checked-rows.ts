import './fake-browser.ts';
import { catalogue } from '../../src/core/models/index.ts';
import { cutRanges } from '../../src/core/version/segments.ts';
import type { SplitSettings } from '../../src/core/tuning/job.ts';
import type { VersionInfo } from '../../src/core/version/version.ts';
import { BlockReader } from '../../src/store/rows/block-reader.ts';
import { setMeaning } from '../../src/store/versions/history.ts';
import { RowList } from '../../src/store/versions/row-list.ts';
import { loadVersion } from '../../src/store/versions/versions.ts';
import { checkRows } from '../../workers/rows/check-rows.ts';
import { CheckedVersion } from '../../workers/rows/checked-version.ts';
import type { OpenedVersion } from '../../workers/rows/open-version.ts';
import type { CheckReport, CheckRequest } from '../../workers/contracts/tune.ts';
import { importRows } from './stored.ts';

export const SPLIT: SplitSettings = { seed: 7, by: 'share', amount: 20, mark: 'hold-out' };

/** A version as a worker opens it. */
export async function openVersion(id: string): Promise<OpenedVersion> {
  const version = await loadVersion(id);
  return { version, list: new RowList(version), reader: new BlockReader(version.datasetId) };
}

/** Stores rows of a format, in several blocks and pages. */
export async function importFormat(texts: readonly string[], format: string): Promise<VersionInfo> {
  const version = await importRows(texts, { blockBytes: 900, pageRows: 23 });
  const meaning = { mapping: { input: null, output: null }, format };
  const said = await setMeaning(version.datasetId, 1, meaning, `Format: ${format}`);
  if (!said.ok) throw new Error(said.failure.kind);
  return said.value;
}

export function requestOf({ id }: VersionInfo, target = 'agent-platform-sft'): CheckRequest {
  return { versionId: id, target, limits: catalogue.limits[target] ?? {} };
}

/** Checks all rows in this many parts. */
export async function checkAll(version: VersionInfo, parts: number, target?: string): Promise<CheckedVersion> {
  const opened = await openVersion(version.id);
  const checked = new CheckedVersion();
  const ranges = cutRanges(version.rowCount, Math.ceil(version.rowCount / parts));
  for (const [index, range] of ranges.entries()) {
    checked.collect(index, await checkRows(opened, requestOf(version, target), range));
  }
  return checked;
}

/** Joins what was checked of a version. */
export async function conclude(checked: CheckedVersion, version: VersionInfo, target?: string): Promise<CheckReport> {
  return checked.conclude(requestOf(version, target), await loadVersion(version.id));
}
