/**
 * Files on their way out of the program: an export, a backup, the files of a job. Workers write them into the origin's private
 * folder, and the page hands them to the browser as they are. As Blobs made in workers the same bytes would pass through the
 * browser's memory twice: a download of 160 MB then takes three times as long. Nothing here outlives its tab.
 */

/** Part of a file to be: bytes of a file in the output's folder, or the bytes themselves where that can't be had. */
export type OutputPart = { readonly file: string; readonly start: number; readonly end: number } | Blob;

/** The output's id is also the name of the Web Lock that its tab holds. */
const FOLDER = 'output';
/** The browser may still be reading what was downloaded before the last time. */
const KEPT_DOWNLOADS = 2;

function lockOf(id: string): string {
  return `${FOLDER}:${id}`;
}

/** Where the outputs of all tabs are. */
export async function openOutputs(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

/** Outputs of this tab, oldest first. */
const own: { readonly id: string; readonly download: string; readonly release: () => void }[] = [];

/**
 * Makes room for an output and returns its id; what this tab wrote longer ago is removed. Outputs of one download go together:
 * a browser may ask before it saves the second file of several, and has read none of the others by then.
 */
export async function openOutput(download: string = crypto.randomUUID()): Promise<string> {
  const id = crypto.randomUUID();
  await new Promise<void>((taken) => {
    void navigator.locks.request(lockOf(id), () => {
      taken();
      return new Promise<void>((release) => own.push({ id, download, release }));
    });
  });
  while (new Set(own.map((each) => each.download)).size > KEPT_DOWNLOADS) await removeOldest();
  return id;
}

async function removeOldest(): Promise<void> {
  const oldest = own.shift();
  if (!oldest) return;
  await remove(oldest.id);
  oldest.release();
}

async function remove(id: string): Promise<void> {
  try {
    await (await openOutputs()).removeEntry(id, { recursive: true });
  } catch {
    // It was never made, or a download still reads it: the next start removes it.
  }
}

/** Removes what tabs that are gone have written, and what this tab no longer needs. */
export async function sweepOutputs(): Promise<void> {
  try {
    const folder = await openOutputs();
    const { held = [] } = await navigator.locks.query();
    const alive = new Set(held.map(({ name }) => name));
    for await (const id of folder.keys()) if (!alive.has(lockOf(id))) await remove(id);
  } catch {
    // Without such a folder nothing was written to it.
  }
}

/** The parts of a file as one Blob, which reads them where they were written. */
export async function readOutput(id: string, parts: readonly (OutputPart | string)[], type: string): Promise<Blob> {
  const names = new Set(parts.flatMap((part) => (typeof part === 'object' && 'file' in part ? [part.file] : [])));
  const files = new Map<string, File>();
  if (names.size > 0) {
    const folder = await (await openOutputs()).getDirectoryHandle(id);
    for (const name of names) files.set(name, await (await folder.getFileHandle(name)).getFile());
  }
  const pieces = joinNeighbours(parts).map((part) => {
    if (typeof part === 'string' || part instanceof Blob) return part;
    return files.get(part.file)?.slice(part.start, part.end) ?? '';
  });
  return new Blob(pieces, { type });
}

/** Fewer, larger slices: each costs a reader of the Blob a turn. */
function joinNeighbours(parts: readonly (OutputPart | string)[]): (OutputPart | string)[] {
  const joined: (OutputPart | string)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const continues =
      typeof part === 'object' &&
      'file' in part &&
      typeof last === 'object' &&
      'file' in last &&
      last.file === part.file &&
      last.end === part.start;
    if (continues) joined[joined.length - 1] = { ...last, end: part.end };
    else joined.push(part);
  }
  return joined;
}
