import { HEAD_BYTES, raterFileKind } from '../../core/raters/rater-file-kind.ts';
import type { RaterFileParts } from './open-rater-file.ts';

/** Opens the files that raters exchange, wherever they are dropped, and gives the others. */
export async function takeRaterFiles(files: readonly File[], parts: RaterFileParts): Promise<readonly File[]> {
  const kinds = await Promise.all(files.map(kindOf));
  for (const [at, file] of files.entries()) {
    const kind = kinds[at] ?? null;
    if (kind === null) continue;
    const { bringVotes, openBallot } = await import('./open-rater-file.ts');
    if (kind === 'ballot') await openBallot(file, parts);
    else await bringVotes(file, null, parts);
  }
  return files.filter((_, at) => kinds[at] === null);
}

/** A file that can't be read is none of theirs: whoever reads it next says so. */
async function kindOf(file: File): Promise<ReturnType<typeof raterFileKind>> {
  try {
    return raterFileKind(await file.slice(0, HEAD_BYTES).text());
  } catch {
    return null;
  }
}
