import { database } from '../database.ts';

const KEY = 'catalogue-overrides';

/** What the user has changed about models, prices and limits, as JSON text; empty where nothing is. */
export async function readOverrides(): Promise<string> {
  const record = await database.meta.get(KEY);
  return typeof record?.value === 'string' ? record.value : '';
}

export async function saveOverrides(text: string): Promise<void> {
  await database.meta.put({ key: KEY, value: text });
}
