import { parse } from 'papaparse';
import { expect, it } from 'vitest';
import { brutePairs } from '../../../support/brute-near.ts';
import { expandPairs, nearOfTexts } from '../../../support/near-of-texts.ts';
import { describeShared, type SharedFiles } from '../../../support/real-files.ts';

const LEVELS = [0.7, 0.8, 0.9, 1];

/** Recall of all pairs at each level, precision, and the counts of CATALOGUE.md. */
async function expectPairs(texts: readonly string[], catalogued: readonly number[]): Promise<void> {
  const wanted = brutePairs(texts, 0.6);
  const found = expandPairs(await nearOfTexts(texts));
  for (const [pair, alike] of found) expect(wanted.get(pair), pair).toBeCloseTo(alike, 10);
  const counts = LEVELS.map((level) => {
    const at = (pairs: ReadonlyMap<string, number>): number => [...pairs.values()].filter((how) => how >= level).length;
    expect(at(found)).toBeGreaterThanOrEqual(at(wanted) * 0.99);
    return at(wanted);
  });
  expect(counts).toEqual(catalogued);
  expect(found.size).toBeGreaterThanOrEqual(wanted.size * 0.97);
}

function column(files: SharedFiles, name: string, encoding: string, index: number): string[] {
  const text = new TextDecoder(encoding).decode(files.bytes(name));
  const [, ...records] = parse<string[]>(text, { skipEmptyLines: true }).data;
  return records.map((record) => record[index] ?? '');
}

function prompts(files: SharedFiles, name: string): string[] {
  // The cast: the catalogue says that these files are lists of such rows.
  const rows = files.json(name) as Record<'instruction' | 'input', string>[];
  return rows.map(({ instruction, input }) => `${instruction}\n${input}`);
}

describeShared('llama-factory', (files) => {
  it('alpaca_en_demo', () => expectPairs(prompts(files, 'alpaca_en_demo.json'), [15, 15, 15, 15]));
});

describeShared('llms-from-scratch', (files) => {
  it('instruction-data', () => expectPairs(prompts(files, 'instruction-data.json'), [111, 45, 37, 37]));
});

describeShared('codealpaca', (files) => {
  it('new_codealpaca', () => expectPairs(prompts(files, 'new_codealpaca.json'), [189, 57, 8, 6]));
});

describeShared('sms-spam', (files) => {
  it('spam', () => expectPairs(column(files, 'spam.csv', 'windows-1252', 1), [1332, 1268, 1208, 1161]));
});

describeShared('banking77', (files) => {
  it('train', () => expectPairs(column(files, 'train.csv', 'utf-8', 0), [260, 118, 38, 31]));
});
