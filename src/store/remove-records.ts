import { tableOf } from './database.ts';
import type { TableName } from './tables.ts';

/**
 * Removes the records of one table whose indexed member has a value, and returns how many went. For sweeping: one
 * transaction a table, because thousands of deletions in one have crashed browsers at commit.
 */
export async function removeRecords(name: TableName, member: string | null, value: string): Promise<number> {
  if (member === null) return 0;
  const table = tableOf(name);
  // Found by keys alone: a block's record is large.
  const keys = await table.where(member).equals(value).primaryKeys();
  await table.bulkDelete(keys);
  return keys.length;
}
