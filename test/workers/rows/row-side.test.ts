import '../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import { nextHeldOut, rowSide } from '../../../workers/rows/row-side.ts';
import { sideFile } from '../../support/side-file.ts';
import { checkAll, conclude, importFormat, openVersion, requestOf, SPLIT } from '../../support/checked-rows.ts';
import { changeRows, emptyDatabase } from '../../support/stored.ts';

const ROWS = Array.from({ length: 60 }, (_, n) =>
  JSON.stringify({ instruction: `Question ${n}?`, input: '', output: n % 20 === 19 ? '' : `Answer ${n}` }),
);

beforeEach(emptyDatabase);

it('tells which side of a job a row was on, also after the rows have changed', async () => {
  const version = await importFormat(ROWS, 'alpaca');
  const checked = await checkAll(version, 2);
  await conclude(checked, version);
  checked.split(SPLIT);
  const saved = await checked.save(version.datasetId, SPLIT);
  if (!saved.ok) throw new Error(saved.failure.kind);
  const split = { versionId: saved.value.id, mark: SPLIT.mark };
  const pinned = await openVersion(saved.value.id);
  const rows = { from: 0, count: 60 };
  const side = { request: requestOf(saved.value), mark: SPLIT.mark, rows } as const;
  const training = await (await sideFile(pinned, { ...side, side: 'training' })).text();
  const validation = await (await sideFile(pinned, { ...side, side: 'validation' })).text();

  const sides = await Promise.all(ROWS.map((_, position) => rowSide(pinned, position, split)));
  for (const [n, found] of sides.entries()) {
    const sent = [training, validation].map((file) => file.includes(`Question ${n}?`));
    expect([found === 'training', found === 'validation']).toEqual(sent);
  }

  // The first ten rows are gone since: positions have moved, the sides have not.
  const later = await openVersion(
    (await changeRows(saved.value, (text, position) => (position < 10 ? null : `${text} `))).version.id,
  );
  const moved = await Promise.all(ROWS.slice(10).map((_, position) => rowSide(later, position, split)));
  expect(moved).toEqual(sides.slice(10));

  const heldOut = [...moved.keys()].filter((position) => moved[position] === 'validation');
  const seen: number[] = [];
  for (let at = -1; seen.length < heldOut.length;) {
    at = (await nextHeldOut(later, at, split)) ?? expect.unreachable();
    seen.push(at);
  }
  expect(seen).toEqual(heldOut);
  expect(await nextHeldOut(later, heldOut.at(-1) ?? 0, split)).toBe(heldOut[0]);

  for (const lost of [
    { ...split, mark: 'none' },
    { ...split, versionId: 'gone' },
  ]) {
    expect(await rowSide(later, 3, lost)).toBe(null);
    expect(await nextHeldOut(later, 3, lost)).toBe(null);
  }
});
