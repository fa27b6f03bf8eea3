import { database, tableOf } from '../../../src/store/database.ts';
import { tables, tablesWhere } from '../../../src/store/tables.ts';
import { RowList } from '../../../src/store/versions/row-list.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';

/** Whatever is stored and belongs to no version, in words. Expects a store in which nothing runs. */
export async function findOrphans(): Promise<string[]> {
  const faults = await findStrays();
  const stages = await database.stages.count();
  if (stages > 0) faults.push(`${stages} stages are left`);
  for (const { id, name } of await database.datasets.toArray()) {
    const orphans = await findUnused(id).catch((error: unknown) => [String(error)]);
    faults.push(...orphans.map((orphan) => `${orphan} of ${name}`));
  }
  return faults;
}

/** Records that name a dataset or version which is not there. */
async function findStrays(): Promise<string[]> {
  const datasets = new Set(await database.datasets.toCollection().primaryKeys());
  const known = new Set(await database.versions.toCollection().primaryKeys());
  const faults: string[] = [];
  for (const name of tablesWhere(({ goes }) => goes !== 'never')) {
    // The cast: the member that says whose a record is holds dataset ids and nothing else.
    const owners = (await tableOf(name).orderBy(String(tables[name].owner)).keys()) as string[];
    const strays = owners.filter((owner) => !datasets.has(owner)).length;
    if (strays > 0) faults.push(`${strays} of ${name} belong to no dataset`);
  }
  const listed = await database.lists.toCollection().primaryKeys();
  if (listed.length !== known.size || listed.some((id) => !known.has(id))) faults.push('lists differ from versions');
  const dropped = new Set((await database.drops.toCollection().primaryKeys()).map(([version]) => version));
  const lost = [...dropped].filter((version) => !known.has(version)).length;
  if (lost > 0) faults.push(`drops of ${lost} versions that are not there`);
  const blocks = new Set((await database.blocks.toCollection().primaryKeys()).map(String));
  for (const [owner, of, firstRow] of await database.analyses.toCollection().primaryKeys()) {
    if (!blocks.has(String([owner, firstRow]))) faults.push(`${of} of block ${firstRow}, which is not there`);
  }
  return faults;
}

/**
 * Blocks and segments of a dataset that no version uses. A block may hold nothing but rows that a later pass of the same
 * run changed again: it is used where its stage is that of a used one.
 */
async function findUnused(datasetId: string): Promise<string[]> {
  const own = { datasetId };
  const versions = await database.versions.where(own).primaryKeys();
  const segments = new Set<string>();
  const rows = new Set<number>();
  for (const id of versions) {
    const list = await loadVersion(id);
    for (const segment of list.segments) if ('segment' in segment) segments.add(segment.segment);
    for (const row of await new RowList(list).ids(0, list.rowCount)) rows.add(row);
  }
  await database.drops.where(own).each(({ ids }) => {
    for (const row of ids) rows.add(row);
  });
  const blocks: { readonly firstRow: number; readonly stage: string; readonly used: boolean }[] = [];
  await database.blocks.where(own).each(({ firstRow, count, stage }) => {
    let used = false;
    for (let row = firstRow; row < firstRow + count && !used; row++) used = rows.has(row);
    blocks.push({ firstRow, stage, used });
  });
  const alive = new Set(blocks.filter(({ used }) => used).map(({ stage }) => stage));
  const unusedBlocks = blocks
    .filter(({ stage }) => !alive.has(stage))
    .map(({ firstRow }) => `unused block ${firstRow}`);
  const stored = await database.segments.where(own).primaryKeys();
  return [...unusedBlocks, ...stored.filter((id) => !segments.has(id)).map((id) => `unused segment ${id}`)];
}
