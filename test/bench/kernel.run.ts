/**
 * What the kernel gains: 300,000 lines are checked and hashed in pieces as an import reads them, and their members found as steps
 * look for them, with it and without it, turn by turn. Figures are processor time, that of the compilers included, of which the first round needs most: an import is all
 * first round. They are printed, never asserted; asserted is that both read the same.
 */
import { expect, it } from 'vitest';
import { readJsonLines } from '../../src/core/filetypes/jsonl/jsonl.ts';
import { type Kernel, openKernel } from '../../src/core/kernel/kernel.ts';
import { MembersAhead } from '../../src/core/kernel/members-ahead.ts';
import { Members } from '../../src/core/row/members.ts';
import { messyLines } from '../support/messy-rows.ts';
import { print, ratioLine, timeLine } from './figures.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 300_000);
const ROUNDS = 5;
const PIECE_BYTES = 6 << 20;
const LINE_FEED = 10;
const SEED = 11;

interface Reading {
  readonly ms: number;
  readonly rows: number;
  /** All words of all hashes. */
  readonly hash: number;
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

function readAll(bytes: Uint8Array, kernel: Kernel | null): Reading {
  const started = processorMs();
  let [rows, hash] = [0, 0];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.lastIndexOf(LINE_FEED, at + PIECE_BYTES) + 1;
    const report = readJsonLines(bytes.subarray(at, end), { first: at === 0, byteOffset: at }, {}, kernel);
    rows += report.rows;
    for (const draft of report.drafts) for (const word of draft.hashes ?? []) hash = (hash * 31 + word) | 0;
    at = end;
  }
  return { ms: processorMs() - started, rows, hash };
}

/** Finds the members of all rows, each time anew, and sums where their values are. */
function findAll(bytes: Uint8Array, ahead: MembersAhead | null): Reading {
  const started = processorMs();
  const members = new Members(ahead);
  let [rows, hash] = [0, 0];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (members.scan(bytes, start, end)) rows++;
    for (const member of members.shape.sorted) {
      hash = (hash * 31 + (members.starts[member] ?? 0) + (members.ends[member] ?? 0)) | 0;
    }
    start = end + 1;
  }
  return { ms: processorMs() - started, rows, hash };
}

function compare(bytes: Uint8Array, plainly: () => Reading, inKernel: () => Reading): void {
  const [plain, quick]: [Reading[], Reading[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    plain.push(plainly());
    quick.push(inKernel());
  }
  const times = (readings: readonly Reading[]): number[] => readings.map(({ ms }) => ms);
  const ratios = plain.map(({ ms }, round) => ms / (quick[round]?.ms ?? NaN));
  print([
    timeLine('in JavaScript', times(plain), bytes.length / 1e6),
    timeLine('in the kernel', times(quick), bytes.length / 1e6),
    ratioLine('JavaScript / kernel, first round', ratios.slice(0, 1)),
    ratioLine('JavaScript / kernel, later rounds', ratios.slice(1)),
  ]);
  for (const reading of quick) expect(reading).toMatchObject({ rows: ROWS, hash: plain[0]?.hash });
}

const file = Buffer.from([...messyLines(ROWS, SEED)].map((line) => `${line}\n`).join(''));

it('reads lines with and without the kernel', () => {
  const kernel = openKernel();
  expect(kernel).not.toBeNull();
  compare(
    file,
    () => readAll(file, null),
    () => readAll(file, kernel),
  );
});

it('finds members with and without the kernel', () => {
  // Arrays of their own: a Buffer is another kind of array, whose reads are not what a worker does.
  const bytes = Uint8Array.from(file);
  compare(
    bytes,
    () => findAll(bytes, null),
    () => findAll(bytes, new MembersAhead()),
  );
});
