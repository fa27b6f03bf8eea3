import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Emulator } from '../emulator/emulator.ts';
import { GEMINI_API } from '../emulator/hosts.ts';

/** The ways in which a text may be in a file: as UTF-8, UTF-16, base64 (at each of its three offsets) and in an address. */
function spellings(secret: string): readonly Buffer[] {
  const offsets = [0, 1, 2].map((pad) => {
    const padded = Buffer.concat([Buffer.alloc(pad), Buffer.from(secret)]).toString('base64');
    // What is near the ends depends on what is before and behind.
    return Buffer.from(padded.slice(4, -4));
  });
  return [Buffer.from(secret), Buffer.from(secret, 'utf16le'), Buffer.from(encodeURIComponent(secret)), ...offsets];
}

/** Whether one of the secrets is in these bytes or this text, in any spelling. */
export function holdsSecret(content: Buffer | string, secrets: readonly string[]): boolean {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
  return secrets.flatMap(spellings).some((spelling) => bytes.includes(spelling));
}

/** The files, given by their names, in which a secret is. */
export function namesWith(files: ReadonlyMap<string, Buffer>, secrets: readonly string[]): string[] {
  return [...files].flatMap(([name, bytes]) => (holdsSecret(bytes, secrets) ? [name] : []));
}

/** Files below a folder in which a secret is. A file that goes away meanwhile has none. */
export async function filesWith(folder: string, secrets: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (holdsSecret(bytes, secrets)) found.push(file);
  }
  return found;
}

/**
 * What the services were sent that holds a secret anywhere but in the one header that its host takes it in, and what they were
 * given to keep.
 */
export function sentWith({ requests, state }: Emulator, secrets: readonly string[]): string[] {
  const sent = requests.flatMap(({ method, host, path, query, headers, body }) => {
    const credential = host === GEMINI_API ? 'x-goog-api-key' : 'authorization';
    const others = Object.entries(headers).filter(([name]) => name !== credential);
    return holdsSecret(JSON.stringify([path, query, others, body]), secrets) ? [`${method} ${host}${path}`] : [];
  });
  const kept = [...state.objects.values()].filter(
    ({ name, bytes }) => holdsSecret(name, secrets) || holdsSecret(bytes, secrets),
  );
  return [...sent, ...kept.map(({ name }) => name)];
}

/** Places of a page in which a secret is: what is drawn and where it is, every storage, its caches and its history. */
export async function placesWith(page: Page, secrets: readonly string[]): Promise<string[]> {
  const places = { ...(await page.evaluate(readPage)), ...(await page.evaluate(readStorage)) };
  return Object.entries(places).flatMap(([place, text]) => (holdsSecret(text, secrets) ? [place] : []));
}

/** Runs in the page. */
function readPage(): Record<string, string> {
  const fields = [...document.querySelectorAll('input, textarea')];
  return {
    document: document.documentElement.outerHTML,
    fields: fields.map((field) => ('value' in field ? String(field.value) : '')).join('\n'),
    location: location.href,
    history: JSON.stringify(history.state),
    title: document.title,
    localStorage: JSON.stringify(Object.entries(localStorage)),
    // eslint-disable-next-line lapidary/no-session-storage -- read, to see that nothing is in it
    sessionStorage: JSON.stringify(Object.entries(sessionStorage)),
    cookies: document.cookie,
    windowName: window.name,
    performance: performance
      .getEntries()
      .map(({ name }) => name)
      .join('\n'),
  };
}

/** Runs in the page: every store of every database, and every cache. */
async function readStorage(): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the database could not be read'));
    });
  /** All texts in a value, those of bytes and files too. */
  const readValue = async (value: unknown): Promise<string> => {
    if (value instanceof Blob) return value.text();
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
    if (typeof value !== 'object' || value === null) return String(value);
    const entries = value instanceof Map || value instanceof Set ? [...value.entries()] : Object.entries(value);
    return (await Promise.all(entries.map(async ([key, of]) => `${String(key)}: ${await readValue(of)}`))).join('\n');
  };
  for (const { name = '', version = 1 } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name, version));
    for (const store of database.objectStoreNames) {
      const records: unknown[] = await settled(database.transaction(store).objectStore(store).getAll());
      texts[`IndexedDB ${name}.${store}`] = await readValue(records);
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
}
