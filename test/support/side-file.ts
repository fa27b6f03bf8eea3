import type { OpenedVersion } from '../../workers/rows/open-version.ts';
import { writeLines } from '../../workers/rows/export/write-lines.ts';

/** One side of a version's split, as the file that a job sends. */
export async function sideFile(opened: OpenedVersion, side: Parameters<typeof writeLines>[1]): Promise<Blob> {
  const { pieces } = await writeLines(opened, side);
  return new Blob(pieces as Uint8Array<ArrayBuffer>[]); // nothing here is over shared memory
}
