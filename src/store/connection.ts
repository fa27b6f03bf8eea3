import { type Connection, NO_CONNECTION } from '../core/tuning/connection.ts';
import { database } from './database.ts';

const KEY = 'connection';

/** How the services are reached, as it was last saved. */
export async function readConnection(): Promise<Connection> {
  const record = await database.meta.get(KEY);
  if (typeof record?.value !== 'string') return NO_CONNECTION;
  // The cast: only `saveConnection` writes this record; members that came later take their first value.
  return { ...NO_CONNECTION, ...(JSON.parse(record.value) as Partial<Connection>) };
}

export async function saveConnection(connection: Connection): Promise<void> {
  await database.meta.put({ key: KEY, value: JSON.stringify(connection) });
}
