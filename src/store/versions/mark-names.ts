import { database } from '../database.ts';

/** A mark, and the values that it tells apart: a row may have any of them, or none. */
export interface NamedMark {
  readonly name: string;
  readonly values: readonly string[];
}

/** The marks of a version, by name. */
export async function listMarks(versionId: string): Promise<readonly NamedMark[]> {
  const list = await database.lists.get(versionId);
  const marks = list?.marks.map(({ name, dictionary }) => ({ name, values: dictionary })) ?? [];
  return marks.sort((one, other) => (one.name < other.name ? -1 : 1));
}
