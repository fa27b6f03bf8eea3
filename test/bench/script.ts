/** The script that people write for the main job, and whether what another program wrote is the same. */
import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('clean.py', import.meta.url));

/** Runs it and gives its milliseconds, by its own clock: Python's start is not counted. */
export function runScript(source: string, out: string): number {
  return Number(execFileSync('python3', [SCRIPT, source, out], { encoding: 'utf8' })) * 1000;
}

/** Compares two JSON Lines files as values, row by row; null where they are equal. */
export async function firstDifference(expected: string, actual: string): Promise<string | null> {
  const rows = linesOf(expected);
  const others = linesOf(actual);
  for (let row = 1; ; row++) {
    const [a, b] = await Promise.all([rows.next(), others.next()]);
    if (a.done && b.done) return null;
    const same = !a.done && !b.done && JSON.stringify(JSON.parse(a.value)) === JSON.stringify(JSON.parse(b.value));
    if (!same) return `row ${String(row)}: ${String(a.value)} is not ${String(b.value)}`;
  }
}

export async function countLines(path: string): Promise<number> {
  let count = 0;
  for await (const line of linesOf(path)) if (line !== '') count += 1;
  return count;
}

function linesOf(path: string): NodeJS.AsyncIterator<string> & AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: 0 })[Symbol.asyncIterator]();
}
