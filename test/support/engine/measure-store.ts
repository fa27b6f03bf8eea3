import { database } from '../../../src/store/database.ts';

/** The bytes of everything in the database, as it would cost without any overhead: payloads, arrays and texts. */
export async function measureStore(): Promise<Record<string, number>> {
  const sizes = database.tables.map(async (table) => {
    let bytes = 0;
    await table.each((record: unknown) => {
      bytes += sizeOf(record);
    });
    return [table.name, bytes] as const;
  });
  return Object.fromEntries(await Promise.all(sizes));
}

function sizeOf(value: unknown): number {
  if (value instanceof Blob) return value.size;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + sizeOf(each), 0);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce((sum, [key, each]) => sum + key.length + sizeOf(each), 0);
  }
  return typeof value === 'string' ? value.length : 8;
}
