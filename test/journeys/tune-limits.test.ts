import { expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { giveKey, goToAddress, jobState, useGoogle } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { chooseService, openTune, startTuning } from '../support/tune-page.ts';

const google = useGoogle({ tunable: true });

const GOOD = Array.from({ length: 50 }, (_, n) => `stone ${n} please,drawer ${n + 100}`);
const TOO_LONG = 'very '.repeat(9_000) + 'long';
const CSV = ['input,output', ...GOOD, `${TOO_LONG},far`, `short,${'x'.repeat(5_001)}`, ''].join('\n');

function creates() {
  return google.emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/tunedModels'));
}

it('stops rows over a limit before anything is sent, names each, and leaves them out where that is wanted', async () => {
  const page = await google.visit();
  await giveKey(page);
  await goToAddress(page, '#/');
  await importFiles(page, { name: 'stones.csv', text: CSV });
  await openTune(page);
  await chooseService(page, 'Gemini API');
  const findings = page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
  for (const [title, detail, row] of [
    ['Input is too long', 'input has 45,004 characters, over 40,000', '51'],
    ['Output is too long', 'output has 5,001 characters, over 5,000', '52'],
  ] as const) {
    const finding = findings.filter({ hasText: title });
    await finding.getByText(detail).waitFor();
    await finding.getByText('Which rows').click();
    await finding.getByText(row, { exact: true }).waitFor();
  }
  const start = page.getByRole('button', { name: 'Start tuning' });
  expect(await start.isDisabled()).toBe(true);
  expect(await findViolations(page)).toEqual([]);
  expect(creates()).toEqual([]);

  await page.getByRole('switch', { name: 'Leave 2 rows out of this job' }).click();
  google.emulator.clock.speed = 0;
  await startTuning(page);
  await expect.poll(() => jobState(page).innerText()).toMatch(/Queued|Tuning/);
  const [create, ...more] = creates();
  expect(more).toEqual([]);
  expect(create?.body.match(/"textInput":"stone \d+ please"/g)).toHaveLength(45);
  expect(create?.body).not.toMatch(/very|short|xxx/);
  await page.getByText('45 training rows, 5 validation rows, 2 rows left out').waitFor();
});

it('leads to a row that breaks a rule, and has the form as it was on the way back', async () => {
  const page = await google.visit();
  await giveKey(page);
  await goToAddress(page, '#/');
  await importFiles(page, { name: 'stones.csv', text: CSV });
  await openTune(page);
  await chooseService(page, 'Gemini API');
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('7');
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('42');
  await page.getByRole('switch', { name: 'Leave 2 rows out of this job' }).click();
  const finding = page.getByRole('listitem').filter({ hasText: 'Input is too long' });
  await finding.getByText('Which rows').click();
  await finding.getByRole('link', { name: '51', exact: true }).click();
  await page.getByRole('region', { name: 'Row 51', exact: true }).waitFor();

  await page.goBack();
  await page.getByRole('switch', { name: 'Leave 2 rows out of this job', checked: true }).waitFor();
  expect(await page.getByRole('spinbutton', { name: 'Epochs' }).inputValue()).toBe('7');
  expect(await page.getByRole('spinbutton', { name: 'Seed' }).inputValue()).toBe('42');
  expect(await page.getByRole('combobox', { name: 'Service' }).inputValue()).toBe('gemini-api');
  await chooseService(page, 'Agent Platform (Vertex AI)');
  await chooseService(page, 'Gemini API');
  await page.getByRole('switch', { name: 'Leave 2 rows out of this job', checked: true }).waitFor();
});

it('says what is missing where nobody has said what the columns mean', async () => {
  const page = await google.visit();
  await importFiles(page, { name: 'letters.csv', text: 'v1,v2\nham,see you\nspam,win now\n' });
  await openTune(page);
  await page.getByText('Choose the input and the output column first.').waitFor();
  expect(await page.getByRole('switch', { name: /^Leave/ }).count()).toBe(0);
  await page.getByRole('link', { name: 'Choose input and output columns' }).click();
  await page.getByText('Format and columns', { exact: true }).waitFor();
});

it('goes on with a start when the form is left, and follows nobody who has gone elsewhere', async () => {
  const page = await google.visit();
  await giveKey(page);
  await goToAddress(page, '#/');
  await importFiles(page, { name: 'stones.csv', text: ['input,output', ...GOOD, ''].join('\n') });
  await openTune(page);
  await chooseService(page, 'Gemini API');
  const before = creates().length;
  const start = page.getByRole('button', { name: 'Start tuning' });
  await expect.poll(() => start.isEnabled(), { timeout: 20_000 }).toBe(true);
  await start.evaluate((button: HTMLButtonElement) => {
    button.click();
    location.hash = '#/settings';
  });
  await page.getByText('stones is under way.').waitFor();
  expect(creates().length - before).toBe(1);
  expect(page.url()).toMatch(/#\/settings$/);
});
