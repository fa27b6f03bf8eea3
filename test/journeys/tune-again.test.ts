import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { giveKey, giveToken, goToAddress, jobState, useGoogle, waitForEnd } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { changeJobs, endSearches } from '../support/stored-jobs.ts';
import { chooseService, openTune, type ServiceTitle, startTuning } from '../support/tune-page.ts';

const google = useGoogle({ tunable: true });

const CSV = `input,output\n${Array.from({ length: 60 }, (_, n) => `code ${n} of the shelf,place ${n * 2}\n`).join('')}`;
const CREATE = /\/(tunedModels|tuningJobs)$/;

const creates = (since: number) =>
  google.emulator.requests.slice(since).filter(({ method, path }) => method === 'POST' && CREATE.test(path));
const start = (page: Page) => page.getByRole('group', { name: /job was (not )?started/ });

async function fillIn(service: ServiceTitle): Promise<Page> {
  const page = await google.visit();
  await giveKey(page);
  await giveToken(page);
  await goToAddress(page, '#/');
  await importFiles(page, { name: 'shelf.csv', text: CSV });
  await openTune(page);
  await chooseService(page, service);
  return page;
}

describe.each<[ServiceTitle]>([['Gemini API'], ['Agent Platform (Vertex AI)']])('a start at the %s', (service) => {
  it('that never arrived is sent again when the user says so, with the same rows', async () => {
    const page = await fillIn(service);
    const since = google.emulator.requests.length;
    google.emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'drop' });
    await startTuning(page);
    await expect.poll(() => jobState(page).innerText()).toBe('Looking for the job');
    await endSearches(page);
    expect(await jobState(page).innerText()).toBe('Waiting for your decision');
    expect(await page.getByText('is under way').count()).toBe(0);
    await start(page).getByText('The answer to the start was lost. No such job has turned up.').waitFor();
    expect(await findViolations(page)).toEqual([]);

    await start(page).getByRole('button', { name: 'Send again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send the start again?' });
    await dialog.getByText('The job may exist already; then you may pay twice.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Not now' }).click();
    expect(creates(since)).toHaveLength(1);
    google.emulator.clock.speed = 20;
    await start(page).getByRole('button', { name: 'Send again' }).click();
    await dialog.getByRole('button', { name: 'Send again' }).click();
    expect(await waitForEnd(page)).toBe('Succeeded');
    const [first, second, ...more] = creates(since);
    expect(more).toEqual([]);
    expect([second?.body, second?.query]).toEqual([first?.body, first?.query]);
  });
});

describe('a start that the service answers with "too many requests"', () => {
  it('is a question in those words, and is not sent again while nobody says so', async () => {
    const page = await fillIn('Gemini API');
    const since = google.emulator.requests.length;
    google.emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'rate-limit', retryAfterMs: 500 });
    await startTuning(page);
    await expect.poll(() => jobState(page).innerText()).toBe('Looking for the job');
    await endSearches(page);
    expect(await jobState(page).innerText()).toBe('Waiting for your decision');
    await start(page).getByText('Too many requests in a short time. That mostly means that no job').waitFor();
    expect(await page.getByText('answer to the start was lost').count()).toBe(0);
    expect(creates(since)).toHaveLength(1);
  });
});

describe('a job whose tab was closed before it was started', () => {
  it('is started again from its pinned rows, though the dataset has changed since', async () => {
    const page = await fillIn('Agent Platform (Vertex AI)');
    const since = google.emulator.requests.length;
    google.emulator.faults.next({ path: /^\/upload\// }, { kind: 'slow', ms: 4_000 });
    await startTuning(page);
    await expect.poll(() => jobState(page).innerText()).toBe('Preparing the files');
    await page.reload();
    await expect.poll(() => jobState(page).innerText()).toBe('Failed');
    await page.getByText('The tab was closed before the job was started. Nothing was paid').waitFor();
    await start(page).getByText('Give a token in Settings.').waitFor();
    expect(await start(page).getByRole('button', { name: 'Start again' }).isEnabled()).toBe(false);
    const address = new URL(page.url()).hash;
    await giveToken(page);
    await goToAddress(page, '#/');
    await page.getByRole('link', { name: 'shelf' }).click();
    await page.getByRole('gridcell', { name: 'code 0 of the shelf' }).click();
    const row = page.getByRole('region', { name: 'Row 1', exact: true });
    await row.getByRole('button', { name: 'Edit', exact: true }).click();
    await row.getByRole('textbox', { name: 'output' }).fill('somewhere else');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Row 1 changed.').first().waitFor({ state: 'attached' });
    await goToAddress(page, address);
    expect(await findViolations(page)).toEqual([]);
    google.emulator.clock.speed = 20;
    await start(page).getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start again' }).click();
    await expect.poll(() => jobState(page).innerText()).not.toBe('Failed');
    expect(await waitForEnd(page)).toBe('Succeeded');
    expect(creates(since)).toHaveLength(1);
    const files = [...google.emulator.state.objects.values()].map(({ bytes }) => bytes.toString()).join('');
    expect(files).toContain('"place 0"');
    expect(files).not.toContain('somewhere else');
  });

  it.each([
    ['version', 'digest', 'has another digest now'],
    ['file', 'trainingSha256', 'its training file would not be the same'],
  ])('says so where its %s would not be the same, sends nothing and offers Clone', async (_, member, words) => {
    const page = await fillIn('Agent Platform (Vertex AI)');
    const since = google.emulator.requests.length;
    google.emulator.faults.next({ path: /^\/upload\// }, { kind: 'forbidden' });
    await startTuning(page);
    await expect.poll(() => jobState(page).innerText()).toBe('Failed');
    await changeJobs(page, 'passport', { [member]: '0'.repeat(64) });
    await page.reload();
    await giveToken(page);
    await page.goBack();
    await start(page).getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start again' }).click();
    const alert = start(page).getByRole('alert');
    await alert.getByText(words).waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(creates(since)).toEqual([]);
    await alert.getByRole('link', { name: 'Clone' }).click();
    await page.getByRole('combobox', { name: 'Service' }).waitFor();
    // A copy has a name of its own.
    await expect.poll(() => page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('shelf 2');
    // The copy is kept as it was left.
    const epochs = page.getByRole('spinbutton', { name: 'Epochs' });
    await epochs.fill('7');
    await goToAddress(page, '#/settings');
    await page.goBack();
    await page.getByRole('combobox', { name: 'Service' }).waitFor();
    expect(await epochs.inputValue()).toBe('7');
  });

  it('says so where its rows are gone, and sends nothing', async () => {
    const page = await fillIn('Agent Platform (Vertex AI)');
    const since = google.emulator.requests.length;
    google.emulator.faults.next({ path: /^\/upload\// }, { kind: 'forbidden' });
    await startTuning(page);
    await expect.poll(() => jobState(page).innerText()).toBe('Failed');
    const id = new URL(page.url()).hash.split('/').at(-1) ?? '';
    await goToAddress(page, '#/');
    await page.getByRole('button', { name: 'More for shelf' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('Recently deleted (1)').click();
    await page.getByRole('button', { name: 'Delete permanently: shelf' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete permanently' }).click();
    await page.getByRole('button', { name: 'Delete permanently: shelf' }).waitFor({ state: 'detached' });
    await goToAddress(page, `#/models/${id}`);
    await start(page).getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start again' }).click();
    await start(page).getByRole('alert').getByText('This dataset was deleted meanwhile.').waitFor();
    expect(creates(since)).toEqual([]);
  });
});

describe('a start that the browser sends twice', () => {
  it('is told, and the other job is cancelled from the page', async () => {
    google.emulator.state.concurrentJobs = 2;
    const page = await fillIn('Agent Platform (Vertex AI)');
    const before = google.emulator.state.tuningJobs.size;
    google.emulator.state.plan = { outcome: 'stall', queueMs: 0, durationMs: 600_000 };
    google.emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'resent' });
    await startTuning(page);
    await page.getByRole('button', { name: 'Ask now' }).click();
    const twins = page.getByRole('region', { name: 'Started twice' });
    await twins.getByText('Cancel the other, or you pay for both.').waitFor();
    const [first, second] = [...google.emulator.state.tuningJobs.values()].slice(before);
    expect(await twins.locator('code').allInnerTexts()).toEqual([first?.id]);
    const link = await twins.getByRole('link', { name: 'In the console' }).getAttribute('href');
    expect(link).toContain(`/tuningJob/${first?.id}?project=`);
    expect(await findViolations(page)).toEqual([]);
    google.emulator.clock.speed = 20;
    await twins.getByRole('button', { name: `Cancel ${first?.id}` }).click();
    await expect
      .poll(async () => {
        await page.getByRole('button', { name: 'Ask now' }).click();
        return twins.count();
      })
      .toBe(0);
    // What happened stays to be read.
    await page.getByText('Started twice: the start arrived two times').waitFor();
    expect([first?.cancelledAt === undefined, second?.cancelledAt === undefined]).toEqual([false, true]);
    expect(await findViolations(page)).toEqual([]);
  });
});
