import { loadVersion } from '../../store/versions/versions.ts';

/** A mark of a version, with the values that rows may have. */
export interface MarkChoice {
  readonly name: string;
  readonly values: readonly string[];
}

/** The marks of a version, such as its split; none where it is gone. */
export async function marksOf(versionId: string): Promise<readonly MarkChoice[]> {
  try {
    const { marks } = await loadVersion(versionId);
    return marks.map(({ name, dictionary }) => ({ name, values: dictionary }));
  } catch {
    // The page says by itself when its dataset is gone.
    return [];
  }
}
