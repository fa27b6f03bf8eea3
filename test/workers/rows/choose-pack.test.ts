import '../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { FewShotPack } from '../../../src/core/few-shot/prompt-pack.ts';
import type { Result } from '../../../src/core/failure.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { choosePack } from '../../../workers/rows/choose-pack.ts';
import type { PackWish } from '../../../workers/contracts/tune.ts';
import { sideFile } from '../../support/side-file.ts';
import { checkAll, conclude, importFormat, openVersion, requestOf, SPLIT } from '../../support/checked-rows.ts';
import { emptyDatabase } from '../../support/stored.ts';

const TARGET = 'few-shot-pack';
/** 100 different questions, ten of them twice, and one row in ten without an answer. */
const ROWS = Array.from({ length: 110 }, (_, index) => {
  const number = index % 100;
  const answer = number % 10 === 9 ? '' : `The answer is ${number + 1}, as so often.`;
  return JSON.stringify({ instruction: `Question ${number}?`, input: '', output: answer });
});
const WISH: PackWish = {
  ...{ id: 'p', name: 'Pack', seed: 3, tokenRatio: 1 },
  base: { service: 'gemini-api', name: 'models/gemini-3.5-flash' },
  settings: { examples: 8, tokenBudget: 5_000, balanced: true, cached: false },
};

beforeEach(emptyDatabase);

/** Holds rows out as Start does. */
async function hold(texts: readonly string[], format: string): Promise<VersionInfo> {
  const version = await importFormat(texts, format);
  const checked = await checkAll(version, 2, TARGET);
  await conclude(checked, version, TARGET);
  checked.split(SPLIT);
  const saved = await checked.save(version.datasetId, SPLIT);
  if (!saved.ok) throw new Error(saved.failure.kind);
  return saved.value;
}

async function choose(version: VersionInfo, wish: Partial<PackWish> = {}): Promise<Result<FewShotPack>> {
  const opened = await openVersion(version.id);
  return choosePack(opened, requestOf(version, TARGET), SPLIT.mark, { ...WISH, ...wish });
}

async function packOf(version: VersionInfo, wish: Partial<PackWish> = {}): Promise<FewShotPack> {
  const chosen = await choose(version, wish);
  if (!chosen.ok) throw new Error(chosen.failure.kind);
  return chosen.value;
}

it('takes training rows only, as they are', async () => {
  const version = await hold(ROWS, 'alpaca');
  const pack = await packOf(version);
  const rows = { from: 0, count: version.rowCount };
  const side = { request: requestOf(version), mark: SPLIT.mark, side: 'training', rows } as const;
  const training = await (await sideFile(await openVersion(version.id), side)).text();
  expect(pack.examples).toHaveLength(8);
  for (const { input, output, position } of pack.examples) {
    expect(training).toContain(input);
    expect(JSON.parse(ROWS[position] ?? '')).toMatchObject({ instruction: input, output });
  }
  expect([pack.digest, pack.stopped]).toEqual([version.digest, 'count']);
});

it('keeps within the tokens that the service counts', async () => {
  const version = await hold(ROWS, 'alpaca');
  const settings = { examples: 100, tokenBudget: 300, balanced: true, cached: false };
  const plain = await packOf(version, { settings });
  // Where the service counts thrice as many as were estimated, a third as much fits.
  const dense = await packOf(version, { settings, tokenRatio: 3 });
  for (const { tokens } of [plain, dense]) expect(tokens).toBeLessThanOrEqual(300);
  expect(dense.stopped).toBe('tokens');
  expect(dense.examples.length).toBeLessThan(plain.examples.length / 2);
});

it('shows the class of a text as its answer, and each class as often', async () => {
  const texts = Array.from({ length: 90 }, (_, n) =>
    JSON.stringify({ text: `Message ${n} of ${n * 7}`, label: n % 9 === 0 ? 'spam' : 'ham' }),
  );
  const { examples } = await packOf(await hold(texts, 'text-label'));
  expect(examples.map(({ output }) => output).sort()).toEqual([
    ...Array<string>(4).fill('ham'),
    ...Array<string>(4).fill('spam'),
  ]);
  for (const { input, output, position } of examples) {
    expect(JSON.parse(texts[position] ?? '')).toEqual({ text: input, label: output });
  }
});

it('takes turns of one role in a row for one, as the lines do', async () => {
  const texts = Array.from({ length: 20 }, (_, n) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `Order ${n} of ${n * 7}` },
        { role: 'user', content: 'Where is it?' },
        { role: 'assistant', content: `On day ${n}.` },
      ],
    }),
  );
  const { examples } = await packOf(await hold(texts, 'openai-chat'));
  expect(examples).toHaveLength(8);
  for (const { input, output, position } of examples) {
    expect([input, output]).toEqual([`Order ${position} of ${position * 7}\n\nWhere is it?`, `On day ${position}.`]);
  }
});

it('fails where no row can be an example, or none fits', async () => {
  const talk = (n: number) => [
    { role: 'user', content: `Hello ${n}` },
    { role: 'assistant', content: 'Hello. What is it?' },
    { role: 'user', content: `It is ${n}.` },
    { role: 'assistant', content: 'I see.' },
  ];
  const talks = Array.from({ length: 20 }, (_, n) => JSON.stringify({ messages: talk(n) }));
  expect(await choose(await hold(talks, 'openai-chat'))).toMatchObject({
    failure: { kind: 'empty-pack', tokenBudget: null },
  });
  const long = Array.from({ length: 20 }, (_, n) =>
    JSON.stringify({ instruction: `Say ${n}`, input: '', output: 'word '.repeat(900) }),
  );
  const settings = { ...WISH.settings, tokenBudget: 100 };
  expect(await choose(await hold(long, 'alpaca'), { settings })).toMatchObject({
    failure: { kind: 'empty-pack', tokenBudget: 100 },
  });
});
