import '../../support/fake-browser.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/models/index.ts';
import type { Limits } from '../../../src/core/models/catalogue.ts';
import type { Passport, SplitSettings } from '../../../src/core/tuning/job.ts';
import { AgentPlatform } from '../../../src/services/agent-platform/tuning-jobs.ts';
import { CloudStorage } from '../../../src/services/cloud-storage.ts';
import { positionsOfLines, requestOfPassport } from '../../../src/state/job/found-rows.svelte.ts';
import { BlockReader } from '../../../src/store/rows/block-reader.ts';
import { setMeaning } from '../../../src/store/versions/history.ts';
import { RowList } from '../../../src/store/versions/row-list.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';
import { checkRows } from '../../../workers/rows/check-rows.ts';
import { CheckedVersion } from '../../../workers/rows/checked-version.ts';
import type { OpenedVersion } from '../../../workers/rows/open-version.ts';
import { rowsOfLines } from '../../../workers/rows/export/write-lines.ts';
import { sideFile } from '../../support/side-file.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { clientOf } from '../../support/recording-server.ts';
import { emptyDatabase, importRows } from '../../support/stored.ts';

const SECRETS = { geminiKey: null, accessToken: 'emulated-token' };
const SPLIT: SplitSettings = { seed: 7, by: 'share', amount: 20, mark: 'hold-out' };
/** The user knows better than the catalogue, which would have left these rows out. */
const OWN_LIMITS: Limits = {
  ...catalogue.limits['agent-platform-sft'],
  tokensPerExample: { value: 400_000, source: 'edited by you', date: '2026-11-21' },
};
/** More tokens than the service takes, by its own count: it drops such rows without a word. */
const HUGE = 'stone '.repeat(150_000);
const HUGE_ROWS = [3, 41, 42, 58, 77, 93, 104];

let emulator: Emulator;
beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

function rowText(index: number): string {
  // Every seventh has no answer, so that it is left out before anything is sent.
  const output = index % 7 === 0 ? '' : `Drawer ${index} holds stone number ${index}.`;
  return JSON.stringify({
    instruction: `Which drawer for stone ${index}?`,
    input: HUGE_ROWS.includes(index) ? HUGE : '',
    output,
  });
}

async function open(id: string): Promise<OpenedVersion> {
  const version = await loadVersion(id);
  return { version, list: new RowList(version), reader: new BlockReader(version.datasetId) };
}

it('lines that the service speaks of are shown as the rows that they are of, though others were left out and split off', async () => {
  const texts = Array.from({ length: 120 }, (_, index) => rowText(index));
  const imported = await importRows(texts, { blockBytes: 200_000, pageRows: 23 });
  const meaning = { mapping: { input: null, output: null }, format: 'alpaca' };
  const said = await setMeaning(imported.datasetId, 1, meaning, 'Format: Alpaca');
  if (!said.ok) throw new Error(said.failure.kind);
  const request = { versionId: said.value.id, target: 'agent-platform-sft', limits: OWN_LIMITS };
  const checked = new CheckedVersion();
  const all = { from: 0, count: texts.length };
  checked.collect(0, await checkRows(await open(said.value.id), request, all));
  await checked.conclude(request, await loadVersion(said.value.id));
  const { facts, leftOut } = checked.split(SPLIT);
  expect([leftOut, facts.validationRows > 10]).toEqual([18, true]);
  const saved = await checked.save(imported.datasetId, SPLIT);
  if (!saved.ok) throw new Error(saved.failure.kind);

  // What starting a job does.
  const pinned = await open(saved.value.id);
  const { client } = clientOf(emulator, { secrets: SECRETS });
  const write = { request: { ...request, versionId: saved.value.id }, mark: SPLIT.mark, rows: all };
  const blob = await sideFile(pinned, { ...write, side: 'training' });
  const upload = { bucket: 'lapidary-bucket', name: 'training.jsonl', blob, contentType: 'application/jsonl' };
  const { uri } = await new CloudStorage(client).upload({ ...upload, onSent: () => undefined });
  const platform = new AgentPlatform(client, { project: 'lapidary-test', region: 'us-central1' });
  const made = await platform.createTuningJob({
    baseModel: 'gemini-3.1-flash-lite',
    supervisedTuningSpec: {
      trainingDatasetUri: uri,
      hyperParameters: { epochCount: '1', adapterSize: 'ADAPTER_SIZE_ONE', learningRateMultiplier: 1 },
    },
    tunedModelDisplayName: 'stones',
  });
  emulator.clock.advance(24 * 3_600_000);
  const { data } = await platform.readJob(made.name);

  const lines = data?.droppedLines.flatMap(({ line }) => (line === null ? [] : [line])) ?? [];
  // The cast: only these members of a passport are asked for.
  const passport = {
    ...{ versionId: saved.value.id, target: request.target, split: SPLIT },
    ...{ limits: OWN_LIMITS, trainingRows: facts.trainingRows },
  } as Passport;
  const found = await rowsOfLines(
    pinned,
    { request: requestOfPassport(passport), mark: SPLIT.mark, side: 'training', rows: all },
    lines,
  );
  const positions = [...positionsOfLines(passport, lines, found).values()];
  const held = HUGE_ROWS.filter((row) => row % 7 !== 0 && !positions.includes(row));
  expect(positions.length).toBeGreaterThan(1);
  // Rows of that kind that are not named were held out, and each that is named is elsewhere than its line says.
  expect(positions.length + held.length).toBe(HUGE_ROWS.filter((row) => row % 7 !== 0).length);
  for (const [index, position] of positions.entries()) {
    expect(HUGE_ROWS).toContain(position);
    expect(position + 1).not.toBe(lines[index]);
  }
  // By other limits the file would be another one: nothing is said then, rather than something wrong.
  const strict = { ...passport, limits: catalogue.limits['agent-platform-sft'] ?? {} };
  const other = await rowsOfLines(
    pinned,
    { request: requestOfPassport(strict), mark: SPLIT.mark, side: 'training', rows: all },
    lines,
  );
  expect([...positionsOfLines(passport, lines, other).keys()]).toEqual([]);
});
