import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';

/** The ways in which a text may lie in a file: as UTF-8, UTF-16, base64 (at each of its three offsets) and in an address. */
function spellings(secret: string): readonly Buffer[] {
  const offsets = [0, 1, 2].map((pad) => {
    const padded = Buffer.concat([Buffer.alloc(pad), Buffer.from(secret)]).toString('base64');
    // What is near the ends depends on what stands before and behind.
    return Buffer.from(padded.slice(4, -4));
  });
  return [Buffer.from(secret), Buffer.from(secret, 'utf16le'), Buffer.from(encodeURIComponent(secret)), ...offsets];
}

/** Files below a folder in which a text lies in any spelling. A file that goes away meanwhile has none. */
export async function filesWith(folder: string, secret: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (spellings(secret).some((spelling) => bytes.includes(spelling))) found.push(file);
  }
  return found;
}

/** Places of a page in which a text lies: what is drawn and where it is, every storage, its caches and its history. */
export async function placesWith(page: Page, secret: string): Promise<string[]> {
  const texts = await page.evaluate(async () => {
    const texts: Record<string, string> = {
      document: document.documentElement.outerHTML,
      fields: [...document.querySelectorAll('input, textarea')]
        .map((field) => ('value' in field ? String(field.value) : ''))
        .join('\n'),
      location: location.href,
      history: JSON.stringify(history.state),
      title: document.title,
      localStorage: JSON.stringify(Object.entries(localStorage)),
      // eslint-disable-next-line lapidary/no-session-storage -- read, to see that nothing lies in it
      sessionStorage: JSON.stringify(Object.entries(sessionStorage)),
      cookies: document.cookie,
    };
    for (const { name = '', version = 1 } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name, version);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('the database did not open'));
      });
      for (const store of database.objectStoreNames) {
        const records = await new Promise<unknown[]>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result as unknown[]);
          request.onerror = () => reject(new Error('the store was not read'));
        });
        const blobs: string[] = [];
        const text = JSON.stringify(records, (_, value: unknown) => {
          if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
          if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
          return value;
        });
        for (const record of records) {
          for (const value of Object.values(record as object))
            if (value instanceof Blob) blobs.push(await value.text());
        }
        texts[`IndexedDB ${name}.${store}`] = text + blobs.join('\n');
      }
      database.close();
    }
    for (const key of await caches.keys()) {
      const cache = await caches.open(key);
      for (const request of await cache.keys()) {
        texts[`cache ${request.url}`] = (await (await cache.match(request))?.text()) ?? '';
      }
    }
    return texts;
  });
  const wanted = spellings(secret);
  return Object.entries(texts).flatMap(([place, text]) => {
    const bytes = Buffer.from(text);
    return wanted.some((spelling) => bytes.includes(spelling)) ? [place] : [];
  });
}
