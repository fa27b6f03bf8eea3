import { Dexie, type IndexableType, type Table } from 'dexie';
import { changedTables, currentRecord } from './earlier-records.ts';
import { type Contents, type TableName, tables, tablesWhere } from './tables.ts';

const DATABASE_NAME = 'lapidary';
/** Raised with every change of a table's key or indexes, or of what is in its records: `earlier-records.ts` has their earlier shapes. */
const SCHEMA_VERSION = 8;

/**
 * Everything is in one database, because one strict commit can't make another database's writes durable. Its schema is
 * what `tables.ts` describes; a table that is no longer described is dropped with the next version.
 */
function defineDatabase(): Dexie {
  // Relaxed commits don't flush a block's file on LevelDB, and a later strict one doesn't either.
  const defined = new Dexie(DATABASE_NAME, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  const schema = tablesWhere(() => true).map((name) => [name, tables[name].index] as const);
  defined
    .version(SCHEMA_VERSION)
    .stores(Object.fromEntries(schema))
    .upgrade(async (transaction) => {
      for (const name of changedTables) {
        const records: readonly object[] = await transaction.table<object>(name).toArray();
        await transaction.table(name).bulkPut(records.map((record) => currentRecord(name, record)));
      }
    });
  // Dexie would open again at the old version by itself, and an old page would then write old shapes into a new schema.
  defined.on('versionchange', () => {
    defined.close({ disableAutoOpen: true });
  });
  return defined;
}

type Tables = { readonly [Name in TableName]: Table<Contents[Name][0], Contents[Name][1]> };

// The cast: every table that `tables.ts` describes was named above, and Dexie adds each under its name.
export const database = defineDatabase() as Dexie & Tables;

/** A table by its name, for what is done to many of them alike. */
export function tableOf(name: TableName): Table<object, IndexableType> {
  // The cast: whatever type a table's keys have, it is one of these.
  return database[name] as Table<object, IndexableType>;
}
