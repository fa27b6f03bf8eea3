import { expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { exported } from '../core/conversion/cases.ts';
import { readCase } from '../support/case-rows.ts';
import { chooseFiles, download, goTo, importButton, importDialog } from '../support/journey.ts';
import { describeShared } from '../support/real-files.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const SHOWN = 60;
/** Their rows are made by workers alone; tests of their readers hold them to what they hold. */
const BINARY = /\.(xlsx|parquet|zip)$/;

/**
 * Files as other people have them, each through the whole page: chosen, imported as the dialog suggests, and exported for the
 * Agent Platform. What leaves must be what the tests in Node hold that very file to, so that nothing is lost on the way.
 */
describeShared('cases', (files) => {
  const names = files
    .names()
    .filter((folder) => !folder.includes('.'))
    .flatMap((folder) => files.names(folder).flatMap((name) => (name.endsWith('.md') ? [] : [`${folder}/${name}`])));

  it.each(names)('%s', async (name) => {
    const page = await journeys.visit();
    await chooseFiles(page, { name: name.replace(/.*\//, ''), text: Buffer.from(files.bytes(name)) });
    const dialog = importDialog(page);
    await dialog.getByRole('region', { name: 'First rows' }).or(dialog.getByRole('alert')).first().waitFor();
    const lenient = dialog.getByRole('button', { name: 'Read anyway' });
    if ((await lenient.count()) > 0) {
      await lenient.click();
      await dialog.getByRole('button', { name: 'Read strictly' }).waitFor();
    }
    if (await importButton(page).isDisabled()) {
      await expect.poll(() => dialog.getByRole('alert').count()).toBeGreaterThan(0);
      process.stdout.write(`${name}: ${(await dialog.getByRole('alert').first().innerText()).replace(/\s+/g, ' ')}\n`);
      return;
    }
    await importButton(page).click();
    await page.getByRole('grid', { name: 'Rows' }).waitFor();
    const count = await page.getByTestId('row-count').innerText();
    await goTo(page, 'Export');
    await page.getByRole('combobox', { name: 'Format' }).selectOption('agent-platform-sft');
    const { bytes } = await download(page);
    const lines = bytes
      .toString()
      .split('\n')
      .filter((line) => line !== '');
    process.stdout.write(`${name}: ${count}, ${lines.length} examples, ${(lines[0] ?? '').slice(0, SHOWN)}\n`);
    expect(count).toMatch(/^[1-9]\d* rows?$/);
    if (BINARY.test(name)) return;
    expect(lines.map((line) => JSON.parse(line) as Json)).toEqual(examplesOf(name));
  });

  function examplesOf(name: string): readonly Json[] {
    const strict = readCase(files, name);
    const offer = strict.offers?.find(({ label }) => label === 'Read anyway');
    const { rows } = offer ? readCase(files, name, offer.wanted) : strict;
    // What a preview holds is JSON.
    const values = rows.map((row) => JSON.parse(row) as Json);
    return exported(values, 'agent-platform-sft').flatMap((made) => (typeof made === 'string' ? [] : made));
  }
});
