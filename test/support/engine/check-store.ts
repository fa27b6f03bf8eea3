import { database } from '../../../src/store/database.ts';
import { digestOf } from '../../../src/core/version/digest.ts';
import { measureList } from '../../../src/store/versions/measure-list.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';
import { findOrphans } from './find-orphans.ts';

export interface StoreCheck {
  readonly versions: number;
  /** What is wrong, in words; empty where all is well. */
  readonly faults: readonly string[];
}

/** Reads every version whole and looks for anything that belongs to none: what must hold after any kind of death. */
export async function checkStore(): Promise<StoreCheck> {
  const faults: string[] = [];
  const datasets = await database.datasets.toArray();
  const versions = await database.versions.toArray();
  for (const dataset of datasets) {
    if (!versions.some((version) => version.id === dataset.headId)) faults.push(`head of ${dataset.name} is missing`);
    await readPayloads(dataset.id).catch((error: unknown) => faults.push(`rows of ${dataset.name}: ${String(error)}`));
  }
  for (const { id, digest, byteCount, rowCount, number } of versions) {
    try {
      const version = await loadVersion(id);
      const { leaves, bytes, marks } = await measureList(version.datasetId, version.segments, version.marks);
      if ((await digestOf(leaves, marks)) !== digest) faults.push(`digest of version ${number} differs`);
      if (bytes !== byteCount) faults.push(`bytes of version ${number} differ`);
      const rows = version.segments.reduce((sum, page) => sum + page.count, 0);
      if (rows !== rowCount) faults.push(`rows of version ${number} differ`);
    } catch (error) {
      faults.push(`version ${number}: ${String(error)}`);
    }
  }
  faults.push(...(await findOrphans()));
  return { versions: versions.length, faults };
}

/** A manifest can be whole while the file behind a block is gone. */
async function readPayloads(datasetId: string): Promise<void> {
  const keys = await database.blocks.where('datasetId').equals(datasetId).primaryKeys();
  for (const key of keys) {
    const block = await database.blocks.get(key);
    if (!block) continue;
    const end = block.offsets[block.count] ?? 0;
    const { byteLength } = await block.bytes.arrayBuffer();
    if (byteLength !== end) throw new Error(`block ${block.firstRow} has ${byteLength} of ${end} bytes`);
  }
}
