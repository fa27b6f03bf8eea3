import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { seedTunedModels } from '../emulator/seed.ts';
import { findViolations } from '../support/axe.ts';
import { giveKey, goToAddress, jobState, useGoogle } from '../support/google-site.ts';

const google = useGoogle();

async function openModels(): Promise<Page> {
  const page = await google.visit();
  await giveKey(page);
  await goToAddress(page, '#/models');
  await page.getByRole('button', { name: 'List', exact: true }).waitFor();
  return page;
}

/** Lists what the filter lets through, and follows the one that is left. */
async function follow(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Filter' }).fill(name);
  await page.getByRole('button', { name: 'List', exact: true }).click();
  const items = page.getByRole('list', { name: 'Models at Google' }).getByRole('listitem');
  await expect.poll(() => items.allInnerTexts()).toEqual([expect.stringContaining(name)]);
  await items.getByRole('button', { name: 'Follow' }).click();
  await expect.poll(() => jobState(page).innerText()).toBe('Succeeded');
}

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('New name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
}

async function deleteModel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Delete model' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
}

/** What is in the clipboard: pasted, since no page of ours may read it. */
async function pasted(page: Page): Promise<string> {
  await goToAddress(page, '#/models');
  const field = page.getByRole('textbox', { name: 'Filter' });
  await field.fill('');
  await field.press('Control+V');
  return field.inputValue();
}

describe('models that were made elsewhere', () => {
  it('are listed page by page, each once, and filtered', async () => {
    seedTunedModels(google.emulator, 64);
    const page = await openModels();
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await page.getByText('50 found, and there are more').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Load more' }).click();
    await page.getByText('64 found', { exact: true }).waitFor();
    const names = await page
      .getByRole('list', { name: 'Models at Google' })
      .getByText(/^Seeded \d+$/)
      .allInnerTexts();
    const all = Array.from({ length: 64 }, (_, n) => `Seeded ${n}`);
    expect([...names].sort()).toEqual([...all].sort());
    const lists = google.emulator.requests.filter(({ method, path }) => method === 'GET' && /tunedModels$/.test(path));
    expect(lists.map(({ query }) => 'pageToken' in query)).toEqual([false, true]);
  });

  it('are followed, renamed, deleted and forgotten', async () => {
    const page = await openModels();
    await follow(page, 'Seeded 62');
    await rename(page, 'Mine');
    await page.getByText('Renamed to Mine.').waitFor();
    expect(google.emulator.state.tunedModels.get('seeded-62')?.displayName).toBe('Mine');
    await page.reload();
    await page.getByRole('heading', { name: 'Mine' }).waitFor();
    await giveKey(page);
    await page.goBack();
    await deleteModel(page);
    await page.getByText('The tuned model is deleted.').waitFor();
    expect(google.emulator.state.tunedModels.has('seeded-62')).toBe(false);
    await page.getByRole('button', { name: 'Forget' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
    await page.getByText('No tuned models yet').waitFor();
  });

  it('are compared side by side, their losses in one chart', async () => {
    const page = await openModels();
    for (const name of ['Seeded 60', 'Seeded 59']) {
      await follow(page, name);
      await goToAddress(page, '#/models');
    }
    await page.getByRole('checkbox', { name: 'Compare Seeded 60' }).check();
    await page.getByRole('checkbox', { name: 'Compare Seeded 59' }).check();
    await page.getByRole('link', { name: 'Compare 2 runs' }).click();
    await page.getByRole('img', { name: 'Loss curves' }).waitFor();
    const facts = page.getByRole('region', { name: 'Runs side by side' });
    expect((await facts.getByRole('columnheader').allInnerTexts()).slice(1)).toEqual(['Seeded 60', 'Seeded 59']);
    expect(await facts.getByRole('row', { name: /^Last training loss/ }).count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('switch', { name: 'Only what differs' }).check();
    await expect.poll(() => facts.getByRole('row', { name: /^Service/ }).count()).toBe(0);
    // The address is all there is of it.
    await page.reload();
    await page.getByRole('img', { name: 'Loss curves' }).waitFor();
  });

  it.each([
    ['rename', 'PATCH', (page: Page) => rename(page, 'mine')],
    ['delete', 'DELETE', deleteModel],
  ] as const)('can be changed by hand where the service takes no %s from pages', async (_, method, change) => {
    google.emulator.settings = { ...google.emulator.settings, preflights: 'get-post' };
    const page = await openModels();
    await follow(page, 'Seeded 61');
    await change(page);
    const notice = page.getByRole('alert');
    await notice.getByText('the service takes no such change from web pages').waitFor();
    await notice.getByRole('button', { name: 'Copy as curl' }).click();
    await notice.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    const command = await pasted(page);
    expect(command).toMatch(new RegExp(`^curl -X ${method} 'https://generativelanguage.googleapis.com/v1beta/tuned`));
    expect(command).toContain('tunedModels/seeded-61');
    expect(command).toContain('"x-goog-api-key: $GEMINI_API_KEY"');
    expect(google.emulator.state.tunedModels.get('seeded-61')?.displayName).toBe('Seeded 61');
  });
});
