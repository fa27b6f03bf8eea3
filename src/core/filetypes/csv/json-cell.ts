import { toOneLine } from '../../row/one-line.ts';
import { isDeeperThan } from '../json/json-depth.ts';
import { MAX_DEPTH } from '../settings.ts';

/** Objects and lists only: "12" and "true" are texts like any other. */
const BEGINS = /^\s*[[{]/;

/**
 * A cell's JSON object or list as it is spelled, on one line; null where the cell is no such thing, or nests so deep that
 * the row around it would be refused.
 */
export function jsonOfCell(cell: string): string | null {
  if (!BEGINS.test(cell) || isDeeperThan(cell, MAX_DEPTH - 1)) return null;
  try {
    JSON.parse(cell);
  } catch {
    return null;
  }
  return toOneLine(cell);
}
