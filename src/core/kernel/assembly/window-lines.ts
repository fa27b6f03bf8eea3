import { CARRIAGE_RETURN, LINE_FEED } from './ascii';
import { afterRow, afterSpace } from './json-value';
import { ENDS, HASHES, MOST_ROWS, STARTS, WINDOW, WRONG } from './window';
import { hashBytes } from './hash-bytes';

/** What the last call found. */
export let rows: i32 = 0;
export let blankLines: i32 = 0;
/** Lines that end in CR LF. */
export let crlf: i32 = 0;
/** Rows with other white space around the value than that CR. */
export let padded: i32 = 0;

/**
 * Reads the lines of the window from `from` up to `to`, each a row or blank, and hashes the rows; returns where it stopped: before
 * the first line that is neither or whose keys were not expected, or where no more rows can be noted. `to` is the end of a line. Places
 * are noted as they are where the window begins at `base`.
 */
export function readLines(from: i32, to: i32, base: i32): i32 {
  const end = WINDOW + to;
  let line: usize = WINDOW + from;
  rows = 0;
  blankLines = 0;
  crlf = 0;
  padded = 0;
  while (line < end && rows < MOST_ROWS) {
    const start = afterSpace(line, end);
    const isBlank = start == end || load<u8>(start) == LINE_FEED;
    const after = isBlank ? start : afterRow(start, end);
    if (after == WRONG) break;
    const lineEnd = isBlank ? start : afterSpace(after, end);
    if (lineEnd < end && load<u8>(lineEnd) != LINE_FEED) break;
    const isCrlf = lineEnd < end && lineEnd > line && load<u8>(lineEnd - 1) == CARRIAGE_RETURN;
    if (isCrlf) crlf++;
    if (isBlank) {
      blankLines++;
    } else {
      if (start > line || lineEnd - after > (isCrlf ? 1 : 0)) padded++;
      store<u32>(STARTS + rows * 4, base + <i32>(start - WINDOW));
      store<u32>(ENDS + rows * 4, base + <i32>(after - WINDOW));
      hashBytes(start, after, HASHES + rows * 16);
      rows++;
    }
    line = lineEnd + 1;
  }
  return min(<i32>(line - WINDOW), to);
}
