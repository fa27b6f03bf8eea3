import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import {
  addStep,
  apply,
  countedEffect,
  eventually,
  goTo,
  importFiles,
  said,
  versionItems,
} from '../support/journey.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const ROWS = [' a ruby ', 'an opal', 'an opal', 'jade — 玉'].map((output, id) =>
  JSON.stringify({ id, input: 'Name it.', output }),
);

/** What History says of every version, with its digest. */
async function historyOf(page: Page): Promise<string[]> {
  await goTo(page, 'History');
  const items = versionItems(page);
  await items.first().waitFor();
  const all = await items.allInnerTexts();
  // The time and the words beside it differ.
  return all.map((text) =>
    text
      .split('\n')
      .filter((line) => /digest|rows|version|trim|dup/i.test(line))
      .join('\n'),
  );
}

async function makeBackup(page: Page): Promise<Buffer> {
  await importFiles(page, { name: 'gems.jsonl', text: `${ROWS.join('\n')}\n` });
  await goTo(page, 'Clean');
  await addStep(page, 'Trim whitespace');
  await addStep(page, 'Remove duplicates');
  await countedEffect(page);
  await apply(page);
  await goTo(page, 'Export');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a backup' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe('gems.lapidary');
  return readFile(await file.path());
}

function choose(page: Page, buffer: Buffer): Promise<void> {
  const file = { name: 'from the cellar', mimeType: 'application/octet-stream', buffer };
  return page.getByLabel('Import files').setInputFiles(file);
}

describe('a backup', () => {
  it('brings a dataset and its history to another browser', async () => {
    const page = await journeys.visit();
    const backup = await makeBackup(page);
    const before = await historyOf(page);

    const other = await journeys.visit();
    await choose(other, backup);
    await eventually(() => said(other)).toContain('gems is restored, with 2 versions.');
    await other.getByRole('link', { name: 'gems' }).click();
    await eventually(() => other.getByTestId('row-count').innerText()).toBe(
      await page.getByTestId('row-count').innerText(),
    );
    expect(await historyOf(other)).toEqual(before);
    await other.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => other.getByTestId('row-count').innerText()).toBe('4 rows');
  });

  it('that is damaged is refused with the place, and leaves nothing', async () => {
    const page = await journeys.visit();
    const backup = await makeBackup(page);
    const other = await journeys.visit();
    const damaged = Buffer.from(backup);
    const at = Math.floor(damaged.length / 2);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
    await choose(other, damaged);
    await other.getByText(/^from the cellar is broken: .* \(byte [\d,]+\)\.$/).waitFor();
    await choose(other, backup.subarray(0, backup.length - 9));
    await other.getByText(/^from the cellar is broken: it is cut off \(byte \d+\)\.$/).waitFor();
    expect(await other.getByRole('link', { name: 'gems' }).count()).toBe(0);
  });
});
