import { type Connection, NO_CONNECTION } from '../../core/tuning/google-connection.ts';
import { database } from '../database.ts';

const KEY = 'connection';

/** How the services are reached, as it was last saved. */
export async function readConnection(): Promise<Connection> {
  const record = await database.meta.get(KEY);
  if (typeof record?.value !== 'string') return NO_CONNECTION;
  // The cast: only `changeConnection` writes this record; members that came later take their first value.
  return { ...NO_CONNECTION, ...(JSON.parse(record.value) as Partial<Connection>) };
}

/** Saves some of it and gives the whole. The rest stays as it is stored: another tab may have changed it since. */
export function changeConnection(change: Partial<Connection>): Promise<Connection> {
  return database.transaction('rw', database.meta, async () => {
    const connection = { ...(await readConnection()), ...change };
    await database.meta.put({ key: KEY, value: JSON.stringify(connection) });
    return connection;
  });
}
