import { expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { paidRequests } from '../support/evaluation-page.ts';
import { giveKey, goToAddress, useGoogle } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { chooseService, openTune } from '../support/tune-page.ts';

const google = useGoogle({ tunable: true });
const CSV = ['input,output', ...Array.from({ length: 90 }, (_, n) => `code ${n} of the shelf,shelf-${n * 7}`), ''];

it('tries the base model on a few rows when asked to, and says when not to tune', async () => {
  const page = await google.visit();
  await giveKey(page);
  await goToAddress(page, '#/');
  await importFiles(page, { name: 'shelf.csv', text: CSV.join('\n') });
  await openTune(page);
  await chooseService(page, 'Gemini API');
  // What the base model says is right, whatever it is asked.
  google.emulator.state.says = (prompt) => `shelf-${Number(/code (\d+) of/.exec(prompt)?.[1]) * 7}`;
  const box = page.getByRole('region', { name: 'Is tuning worth it?' });
  expect(await box.innerText()).toMatch(/120 requests to Gemini 1\.5 Flash/);
  expect(await page.getByText(/rows? for training/).count()).toBe(1);
  expect(paidRequests(google.emulator)).toHaveLength(0);
  await box.getByRole('button', { name: 'See how the base model does first' }).click();
  await box.getByText(/^Don’t tune for this: the base model already gets 100\.0%/).waitFor({ timeout: 60_000 });
  expect(paidRequests(google.emulator)).toHaveLength(120);
  expect(await findViolations(page)).toEqual([]);
  // Examples are not among what is asked.
  const asked = paidRequests(google.emulator).map(({ body }) => body);
  expect(asked.filter((body) => body.includes('shelf-')).length).toBe(60);
  await box.getByRole('link', { name: 'See every answer' }).click();
  await page.getByRole('heading', { name: 'Evaluation', level: 2, exact: true }).waitFor();
}, 240_000);
