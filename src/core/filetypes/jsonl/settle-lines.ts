import type { Settled, TextHead } from '../file-type.ts';
import type { ReadSettings } from '../settings.ts';
import { firstLines, readLines } from './sniff-lines.ts';

/** Rows that are within lines: JSON texts that hold JSON, and lists of records. */
export function settleLines(
  { text, complete }: TextHead,
  wanted: Partial<ReadSettings>,
  settings: ReadSettings,
): Settled {
  const { good, texts, lists } = readLines(firstLines(text, complete).lines);
  const areTexts = texts * 2 > good;
  const areLists = lists * 2 > good;
  const { jsonCells = areTexts, rowsAt = areLists ? '[]' : '' } = wanted;
  const reasons: string[] = [];
  if (areTexts && wanted.jsonCells === undefined)
    reasons.push('The lines are JSON texts that hold JSON: that is read.');
  if (areLists && wanted.rowsAt === undefined) reasons.push('The lines are lists: one row for each element.');
  const rowPlaces = [
    { rowsAt: '', label: 'Each line' },
    { rowsAt: '[]', label: 'Each element of a line' },
  ];
  return {
    settings: { ...settings, ...(jsonCells ? { jsonCells } : {}), ...(rowsAt === '' ? {} : { rowsAt }) },
    reasons,
    ...(areLists || rowsAt !== '' ? { rowPlaces } : {}),
  };
}
