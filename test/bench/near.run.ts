/**
 * Near-duplicates among 300,000 rows of about 600 bytes, as two workers would share the work: the shingles and sketches of
 * half of the rows, the search for candidates, and half of the comparisons. Figures are processor time; they are printed, never asserted; asserted is
 * how many of the planted pairs are found. `BENCH_ROWS` for another number of rows.
 */
import { expect, it } from 'vitest';
import { findNear } from '../../src/core/duplicates/near/find-near.ts';
import { jaccard, Shingler } from '../../src/core/duplicates/near/shingle-hashes.ts';
import { SIGNATURE_WORDS, SKETCH_WORDS, Sketches, writeSketch } from '../../src/core/duplicates/near/sketch.ts';
import { print } from './figures.ts';
import { plantedTexts } from './planted-rows.ts';

/** Of this process, so that other work on the machine doesn't count. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

const WIDTH = SKETCH_WORDS + SIGNATURE_WORDS;
const ROWS = Number(process.env['BENCH_ROWS'] ?? 300_000);
it(`finds near-duplicates among ${String(ROWS)} rows`, async () => {
  const { texts, planted } = plantedTexts(ROWS);
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const shingler = new Shingler();
  const sketches = new Uint32Array(ROWS * WIDTH);
  let started = processorMs();
  for (const [row, text] of texts.entries())
    writeSketch(shingler.unsorted(text), sketches, row * WIDTH, row * WIDTH + SKETCH_WORDS);
  const sketchMs = processorMs() - started;
  let compared = 0;
  let compareMs = 0;
  started = processorMs();
  const near = await findNear(Sketches.inRows(sketches, WIDTH, SKETCH_WORDS), ROWS, (pairs) => {
    const begun = processorMs();
    const known = new Map<number, Float64Array>();
    const of = (row: number): Float64Array => {
      let set = known.get(row);
      if (!set) known.set(row, (set = shingler.of(texts[row] ?? '').slice()));
      return set;
    };
    const alike = Float64Array.from({ length: pairs.length / 2 }, (_, at) =>
      jaccard(of(pairs[at * 2] ?? 0), of(pairs[at * 2 + 1] ?? 0)),
    );
    compared = alike.length;
    compareMs = processorMs() - begun;
    return Promise.resolve(alike);
  });
  const searchMs = processorMs() - started - compareMs;
  const found = new Set<string>();
  for (let at = 0; at < near.pairs.length; at += 2) {
    found.add(`${String(near.pairs[at])} ${String(near.pairs[at + 1])}`);
  }
  const wanted = planted.filter(([one, other]) => {
    const alike = jaccard(shingler.of(texts[one] ?? '').slice(), shingler.of(texts[other] ?? ''));
    return alike >= 0.7 && alike < 1;
  });
  const hit = wanted.filter(([one, other]) => found.has(`${String(one)} ${String(other)}`)).length;
  print([
    `${String(ROWS)} rows, ${(bytes / 1e6).toFixed(0)} MB`,
    `sketches ${(sketchMs / 1e3).toFixed(1)} s on one worker, ${(bytes / 1e3 / sketchMs).toFixed(0)} MB/s`,
    `search ${(searchMs / 1e3).toFixed(1)} s, on one worker in any case`,
    `${String(compared)} pairs compared in ${(compareMs / 1e3).toFixed(1)} s on one worker, ${String(near.alike.length)} alike`,
    `two workers: about ${((sketchMs / 2 + searchMs + compareMs / 2) / 1e3).toFixed(1)} s, reading not included`,
    `recall of planted pairs from 0.7 on: ${String(hit)} of ${String(wanted.length)}`,
  ]);
  expect(hit).toBeGreaterThanOrEqual(wanted.length * 0.99);
}, 600_000);
