import type { SampleWish } from '../../../src/core/evaluation/evaluation.ts';
import { seededRandom, shuffle } from '../../../src/core/hash/seeded-random.ts';
import type { Question } from '../../../src/core/playground/question.ts';
import { readOrigins } from '../../../src/store/rows/list-parts.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import type { OpenedVersion } from '../open-version.ts';
import { questionOfRow } from './read-question.ts';

/** Ascending positions: those with the wanted value of a mark, then as many of them as are wanted, drawn by the seed. */
export async function choosePositions(
  { version, list, reader }: OpenedVersion,
  { split, size, seed }: SampleWish,
  /** Those that may be chosen, ascending; null for all. */
  among: Uint32Array | null = null,
): Promise<Uint32Array> {
  let positions = among ?? Uint32Array.from({ length: list.count }, (_, position) => position);
  if (split !== null) {
    const mark = version.marks.find(({ name }) => name === split.mark);
    const wanted = (mark?.dictionary.indexOf(split.value) ?? -1) + 1;
    if (!mark || wanted === 0) return new Uint32Array(0);
    const codeOf = await readMark(mark);
    const origins = await readOrigins(reader, list.slices(0, list.count));
    positions = positions.filter((position) => codeOf(origins[position] ?? 0) === wanted);
  }
  if (size === null || size >= positions.length) return positions;
  return shuffle(positions.slice(), seededRandom(seed)).slice(0, size).sort();
}

/** Reads what rows ask, in their order; null for one that asks nothing. Neighbours are read together. */
export async function readQuestions(
  { version, list, reader }: OpenedVersion,
  positions: Uint32Array,
  visit: (position: number, question: Question | null) => void,
): Promise<void> {
  for (let at = 0; at < positions.length;) {
    const from = positions[at] ?? 0;
    let count = 1;
    while (positions[at + count] === from + count) count++;
    let position = from;
    for await (const part of passRows(reader, list.slices(from, count))) {
      part.each((row) => {
        visit(position, questionOfRow(row, version));
        position++;
      });
    }
    at += count;
  }
}
