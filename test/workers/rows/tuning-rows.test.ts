import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { estimateTokens } from '../../../src/core/tokens/estimate-tokens.ts';
import { SPLIT_SIDES } from '../../../src/core/split/split-mark.ts';
import { getDataset } from '../../../src/store/datasets.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import { countableRows } from '../../../workers/rows/countable-rows.ts';
import { rowsOfLines, type SideOfVersion } from '../../../workers/rows/export/write-lines.ts';
import { sideFile } from '../../support/side-file.ts';
import { checkAll, conclude, importFormat, openVersion, requestOf, SPLIT } from '../../support/checked-rows.ts';
import { changeRows, doubleRows, emptyDatabase, readTexts } from '../../support/stored.ts';

const MARK = SPLIT.mark;
/** 100 different questions, ten of them twice, and one row in ten without an answer. */
const ROWS = Array.from({ length: 110 }, (_, index) => {
  const number = index % 100;
  const answer = number % 10 === 9 ? '' : `The answer is ${number + 1}, as so often.`;
  return JSON.stringify({ instruction: `Question ${number}?`, input: '', output: answer });
});
beforeEach(emptyDatabase);

const importAlpaca = (texts: readonly string[] = ROWS): Promise<VersionInfo> => importFormat(texts, 'alpaca');

async function linesOf(version: VersionInfo, side: SideOfVersion['side']): Promise<string[]> {
  const request = requestOf(version);
  const rows = { from: 0, count: version.rowCount };
  const blob = await sideFile(await openVersion(version.id), { request, mark: MARK, side, rows });
  return (await blob.text()).split('\n').filter((line) => line !== '');
}

describe('rows on their way into a job', () => {
  it('are checked the same in one part and in many', async () => {
    const version = await importAlpaca();
    const [one, many] = [await checkAll(version, 1), await checkAll(version, 7)];
    const reports = [await conclude(one, version), await conclude(many, version)];
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[0]).toMatchObject({ rows: 110, faultyRows: 11, system: null });
    expect(many.split(SPLIT)).toEqual(one.split(SPLIT));
  });

  it('lie on one side each, equal questions on the same, and none is lost', async () => {
    const version = await importAlpaca();
    const checked = await checkAll(version, 3);
    await conclude(checked, version);
    const { facts, leftOut } = checked.split(SPLIT);
    expect(facts.trainingRows + facts.validationRows + leftOut).toBe(110);
    expect(leftOut).toBe(11);
    const saved = await checked.save(version.datasetId, SPLIT);
    if (!saved.ok) throw new Error(saved.failure.kind);
    const [training, validation] = [await linesOf(saved.value, 'training'), await linesOf(saved.value, 'validation')];
    expect([training.length, validation.length]).toEqual([facts.trainingRows, facts.validationRows]);
    const questions = (lines: readonly string[]): Set<string> =>
      new Set(lines.map((line) => /Question \d+/.exec(line)?.[0] ?? ''));
    for (const question of questions(validation)) expect(questions(training)).not.toContain(question);
    expect(new Set([...questions(training), ...questions(validation)]).size).toBe(90);
  });

  it('lie as the dataset’s own split says, whose test rows go nowhere', async () => {
    const version = await importAlpaca();
    const sides = Uint16Array.from(ROWS, (_, row) => (row % 10 < 6 ? 1 : row % 10 < 8 ? 2 : row % 10 === 8 ? 3 : 0));
    const { datasetId } = version;
    const seq = (await getDataset(datasetId))?.seq ?? 0;
    const rows = Uint32Array.from(ROWS.keys());
    const marked = await setMark(datasetId, seq, { name: 'split', dictionary: SPLIT_SIDES, rows, values: sides });
    if (!marked.ok) throw new Error(marked.failure.kind);
    const checked = await checkAll(marked.value, 3);
    expect((await conclude(checked, marked.value)).split).toEqual({ train: 66, validation: 22, test: 11 });
    const own = { ...SPLIT, by: 'split' } as const;
    const { facts, leftOut, aside } = checked.split(own);
    expect([facts.trainingRows, facts.validationRows, leftOut, aside]).toEqual([66, 22, 22, 11]);
    const saved = await checked.save(datasetId, own);
    if (!saved.ok) throw new Error(saved.failure.kind);
    const sent = [...(await linesOf(saved.value, 'training')), ...(await linesOf(saved.value, 'validation'))];
    expect(sent).toHaveLength(88);
    expect(sent.some((line) => /Question \d*8\?/.test(line))).toBe(false);
  });

  it('are pinned: the same split makes no second version, another one does', async () => {
    const version = await importAlpaca();
    const checked = await checkAll(version, 2);
    await conclude(checked, version);
    checked.split(SPLIT);
    const first = await checked.save(version.datasetId, SPLIT);
    if (!first.ok) throw new Error(first.failure.kind);
    const again = await checkAll(first.value, 2);
    await conclude(again, first.value);
    again.split(SPLIT);
    const second = await again.save(version.datasetId, SPLIT);
    expect(second).toEqual({ ok: true, value: first.value });
    const third = await again.save(version.datasetId, { ...SPLIT, seed: 8 });
    expect(third.ok && third.value.digest).not.toBe(first.value.digest);
    expect(await readTexts(first.value.id)).toEqual(ROWS);
    expect((await listVersions(version.datasetId)).length).toBe(4);
  });

  it('are stored as the split that was asked for, whatever another one is looked at meanwhile', async () => {
    const version = await importAlpaca();
    const checked = await checkAll(version, 2);
    await conclude(checked, version);
    const wanted = checked.split(SPLIT).facts;
    checked.split({ ...SPLIT, amount: 50 });
    const saving = checked.save(version.datasetId, SPLIT);
    checked.split({ ...SPLIT, seed: 99, amount: 40 });
    const saved = await saving;
    if (!saved.ok) throw new Error(saved.failure.kind);
    expect(await linesOf(saved.value, 'training')).toHaveLength(wanted.trainingRows);
    expect(await linesOf(saved.value, 'validation')).toHaveLength(wanted.validationRows);
  });

  it('are all sent that were counted, also where a row of the same origin is left out', async () => {
    const before = await importAlpaca();
    // Each row twice, as a step leaves them that makes several of one; of every fourth pair the second has no answer.
    const version = await doubleRows(before, (text, position) =>
      position % 4 === 0 ? text.replace(/"output":".*"/, '"output":""') : text,
    );
    let head = version;
    for (const split of [SPLIT, { ...SPLIT, seed: 8 }, SPLIT]) {
      const checked = await checkAll(head, 3);
      await conclude(checked, head);
      const { facts } = checked.split(split);
      const saved = await checked.save(head.datasetId, split);
      if (!saved.ok) throw new Error(saved.failure.kind);
      head = saved.value;
      const [training, validation] = [await linesOf(head, 'training'), await linesOf(head, 'validation')];
      expect([training.length, validation.length]).toEqual([facts.trainingRows, facts.validationRows]);
    }
  });

  it('are refused where the head moved after the check', async () => {
    const version = await importAlpaca();
    const checked = await checkAll(version, 2);
    await conclude(checked, version);
    checked.split(SPLIT);
    await changeRows(version, (text, position) => (position === 0 ? null : text));
    const saved = await checked.save(version.datasetId, SPLIT);
    expect(!saved.ok && saved.failure.kind).toBe('head-moved');
  });

  it('are found again by the lines that a service speaks of', async () => {
    const version = await importAlpaca();
    const checked = await checkAll(version, 2);
    await conclude(checked, version);
    checked.split(SPLIT);
    const saved = await checked.save(version.datasetId, SPLIT);
    if (!saved.ok) throw new Error(saved.failure.kind);
    const lines = await linesOf(saved.value, 'training');
    const rows = { from: 0, count: 110 };
    const request = { request: requestOf(saved.value), mark: MARK, side: 'training', rows } as const;
    const wanted = [3, 1, lines.length, lines.length + 1];
    const { positions, lines: count } = await rowsOfLines(await openVersion(saved.value.id), request, wanted);
    expect(positions.at(-1)).toBe(-1);
    expect(count).toBe(lines.length);
    for (const [index, position] of positions.slice(0, -1).entries()) {
      const question = /Question \d+\?/.exec(ROWS[position] ?? '')?.[0] ?? 'no row';
      expect(lines[(wanted[index] ?? 0) - 1]).toContain(question);
    }
  });

  it('are sampled for counting, each as it would be sent', async () => {
    const version = await importAlpaca();
    const checked = await checkAll(version, 3);
    const { sample } = await conclude(checked, version);
    expect(sample).toHaveLength(20);
    const positions = sample.map(({ position }) => position);
    const rows = await countableRows(await openVersion(version.id), requestOf(version), positions);
    expect(rows.map(({ position }) => position)).toEqual(positions);
    for (const { position, prompts, estimate } of rows) {
      const { instruction, output } = JSON.parse(ROWS[position] ?? '') as { instruction: string; output: string };
      const texts = prompts[0]?.turns.map(({ role, parts }) => [role, parts]);
      expect(texts).toEqual([
        ['user', [{ kind: 'text', text: instruction }]],
        ['model', [{ kind: 'text', text: output }]],
      ]);
      expect(estimate).toBe(estimateTokens(instruction, output).likely);
    }
  });
});
