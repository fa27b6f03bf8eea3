import type { VersionInfo } from '../../core/version/version.ts';
import { database } from '../database.ts';
import { BlockReader, originOf, readRowText } from '../rows/block-reader.ts';
import { RowList, sliceIds } from './row-list.ts';
import { listVersions, loadVersion } from './versions.ts';

/** A version that changed a row, or in which it came to be. */
export interface RowChange {
  readonly version: Pick<VersionInfo, 'id' | 'number' | 'kind' | 'title' | 'createdAt' | 'log'>;
  /** null in the version in which the row came in. */
  readonly before: string | null;
  readonly after: string;
  /** Rows of that version that descend from the same import row, where there are several. */
  readonly among?: number;
}

/** What became of a row from its import to a version. */
export interface RowPast {
  /** Oldest first. */
  readonly changes: readonly RowChange[];
  /** Versions that were compared. */
  readonly versions: number;
}

/**
 * What each version on the way to this one did to the row at a position, which is followed by its origin. Reads the list of
 * each version, of each segment once, and the texts of this row alone.
 */
export async function readRowPast(versionId: string, position: number): Promise<RowPast> {
  const head = await loadVersion(versionId);
  const line = lineTo(await listVersions(head.datasetId), versionId);
  const reader = new BlockReader(head.datasetId);
  const id = await new RowList(head).idAt(position);
  const kin = await idsOfOrigin(head.datasetId, originOf(await reader.find(id), id));
  const present = new PresentIds(kin);
  let later = id;
  const found: { version: VersionInfo; id: number; among: number }[] = [];
  for (const version of line.toReversed()) {
    const ids = await present.in(version.id);
    // A row that was not there yet came in later, with files that were added.
    if (ids.length === 0) break;
    later = ids.includes(later) ? later : (ids[0] ?? later);
    found.push({ version, id: later, among: ids.length });
  }
  const changes: RowChange[] = [];
  let lastId = -1;
  let lastText: string | null = null;
  for (const { version, id: at, among } of found.reverse()) {
    if (at === lastId) continue;
    const text = await readRowText(await reader.find(at), at);
    if (text !== lastText) {
      changes.push({ version: wordsOf(version), before: lastText, after: text, ...(among > 1 && { among }) });
    }
    lastId = at;
    lastText = text;
  }
  return { changes, versions: line.length };
}

/** The versions from the import to this one. */
function lineTo(versions: readonly VersionInfo[], versionId: string): VersionInfo[] {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const line: VersionInfo[] = [];
  for (let version = byId.get(versionId); version; version = byId.get(version.basedOn ?? version.parentId ?? '')) {
    line.push(version);
  }
  return line.reverse();
}

function wordsOf({ id, number, kind, title, createdAt, log }: VersionInfo): RowChange['version'] {
  // The examples in a log are rows, perhaps long ones, and not asked for here.
  return { id, number, kind, title, createdAt, log: log.map((step) => ({ ...step, examples: [] })) };
}

/** The ids of all stored rows that descend from an import row. */
async function idsOfOrigin(datasetId: string, origin: number): Promise<ReadonlySet<number>> {
  const ids = new Set<number>();
  const keys = await database.blocks
    .where('[datasetId+firstRow]')
    .between([datasetId, 0], [datasetId, Infinity])
    .primaryKeys();
  for (const key of keys) {
    const block = await database.blocks.get(key);
    for (let at = 0; at < (block?.count ?? 0); at += 1) {
      const row = (block?.firstRow ?? 0) + at;
      if ((block?.origins[at] ?? row) === origin) ids.add(row);
    }
  }
  return ids;
}

/** Which of some ids are in the lists of versions. Versions share segments: each is read once. */
class PresentIds {
  readonly #ids: ReadonlySet<number>;
  readonly #known = new Map<string, readonly number[]>();

  constructor(ids: ReadonlySet<number>) {
    this.#ids = ids;
  }

  async in(versionId: string): Promise<readonly number[]> {
    const { segments } = await loadVersion(versionId);
    const present: number[] = [];
    for (const segment of segments) {
      if ('first' in segment) {
        for (const id of this.#ids) if (id >= segment.first && id < segment.first + segment.count) present.push(id);
        continue;
      }
      const known = this.#known.get(segment.segment) ?? (await this.#look(segment.segment, segment.count));
      this.#known.set(segment.segment, known);
      present.push(...known);
    }
    return present;
  }

  async #look(segment: string, count: number): Promise<number[]> {
    const ids = await sliceIds({ segment, from: 0, count });
    return Array.from(ids.filter((id) => this.#ids.has(id)));
  }
}
