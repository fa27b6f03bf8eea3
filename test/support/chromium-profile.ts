import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Chromium's other way to keep IndexedDB, which is being introduced: only profiles without a database take it. */
export const SQLITE_ARGS = [
  '--enable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout:stage/UseSqliteForNewStores',
];

/** Where a profile keeps the databases of all sites. */
export function databaseFolder(profile: string): string {
  return join(profile, 'Default', 'IndexedDB');
}

/** The files below a folder with their sizes in bytes. A file that goes away meanwhile counts nothing. */
export async function listSizes(folder: string): Promise<{ readonly path: string; readonly bytes: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (path) => ({
      path,
      bytes: await stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    })),
  );
}

export async function folderBytes(folder: string): Promise<number> {
  return (await listSizes(folder)).reduce((sum, { bytes }) => sum + bytes, 0);
}
