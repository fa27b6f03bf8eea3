import { originOf } from '../../src/store/rows/block-reader.ts';
import { readMark } from '../../src/store/versions/mark-segments.ts';
import { getVersion, loadVersion } from '../../src/store/versions/versions.ts';
import { SPLIT_VALUES } from './checked-version.ts';
import type { PinnedSplit, Side } from '../contracts/reader.ts';
import type { OpenedVersion } from './open-version.ts';

const SIDES: readonly Side[] = ['training', 'validation'];

type SideOf = (position: number) => Promise<Side | null>;

/** On which side of a job a row of any version is; null of a row that was not sent, or came in later. */
export async function rowSide(opened: OpenedVersion, position: number, split: PinnedSplit): Promise<Side | null> {
  const sideOf = await readSides(opened, split);
  return sideOf(position);
}

/** The next row after a position that a job held out, from the beginning again after the last; null where there is none. */
export async function nextHeldOut(opened: OpenedVersion, after: number, split: PinnedSplit): Promise<number | null> {
  const sideOf = await readSides(opened, split);
  const { count } = opened.list;
  for (let step = 1; step <= count; step++) {
    const position = (after + step) % count;
    if ((await sideOf(position)) === 'validation') return position;
  }
  return null;
}

async function readSides({ list, reader }: OpenedVersion, { versionId, mark: name }: PinnedSplit): Promise<SideOf> {
  const known = await getVersion(versionId);
  const mark = known && (await loadVersion(versionId)).marks.find((each) => each.name === name);
  if (!mark) return () => Promise.resolve(null);
  const codeOf = await readMark(mark);
  return async (position) => {
    const id = await list.idAt(position);
    const origin = originOf(await reader.find(id), id);
    const value = mark.dictionary[codeOf(origin) - 1] ?? '';
    return SIDES[SPLIT_VALUES.indexOf(value)] ?? null;
  };
}
