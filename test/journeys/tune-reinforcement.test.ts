import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { SeenRequest } from '../emulator/emulator.ts';
import { findViolations } from '../support/axe.ts';
import { giveToken, goToAddress, useGoogle, waitForEnd } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { chooseService, openTune, startTuning } from '../support/tune-page.ts';

const google = useGoogle();

const PROMPTS = Array.from({ length: 60 }, (_, n) => ({
  contents: [{ role: 'user', parts: [{ text: `How many stones are in ${n} bags of three?` }] }],
  references: { answer: String(n * 3) },
}));
const FILE = /^gs:\/\/lapidary-bucket\/lapidary\/[0-9a-f-]{36}\/(training|validation)\.jsonl$/;

async function visitWith(rows: readonly object[]): Promise<Page> {
  const page = await google.visit();
  await giveToken(page);
  await goToAddress(page, '#/');
  await importFiles(page, { name: 'bags.jsonl', text: rows.map((row) => `${JSON.stringify(row)}\n`).join('') });
  await openTune(page);
  await chooseService(page, 'Agent Platform (Vertex AI)');
  return page;
}

/** What was sent to a path since then, preflights aside. */
function sent(since: number, path: RegExp): readonly SeenRequest[] {
  return google.emulator.requests.slice(since).filter((seen) => seen.method === 'POST' && path.test(seen.path));
}

function bodyOf(request: SeenRequest | undefined): unknown {
  return JSON.parse(request?.body ?? 'null');
}

async function choose(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).selectOption(value);
}

const fine = (page: Page) => page.getByText('Neither an empty answer nor the repeated prompt wins these rewards.');

describe('reinforcement tuning', () => {
  it('tries the reward, starts in the preview’s version, and shows what answers get until the job has ended', async () => {
    const since = google.emulator.requests.length;
    google.emulator.clock.speed = 30;
    const page = await visitWith(PROMPTS);
    expect(await page.getByRole('combobox', { name: 'Method' }).inputValue()).toBe('reinforcement');
    await fine(page).waitFor();
    await page.getByText('60 rows tried in this browser; nothing was sent for it.').waitFor();
    expect(await page.getByRole('region', { name: 'Summary' }).innerText()).toContain('price not known');
    expect(await findViolations(page)).toEqual([]);

    await page.getByRole('spinbutton', { name: 'Epochs' }).fill('2');
    await startTuning(page);
    expect(await waitForEnd(page)).toBe('Succeeded');
    const [create, ...more] = sent(since, /\/tuningJobs$/);
    expect(more).toEqual([]);
    expect(create?.path).toMatch(/^\/v1beta1\//);
    expect(bodyOf(create)).toMatchObject({
      baseModel: 'gemini-3.5-flash',
      reinforcementTuningSpec: {
        trainingDatasetUri: expect.stringMatching(FILE) as string,
        hyperParameters: { epochCount: '2', samplesPerPrompt: 16, thinkingLevel: 'HIGH' },
        singleRewardConfig: {
          stringMatchRewardScorer: {
            stringMatchExpression: { matchOperation: 'EXACT_MATCH', expression: '{{references.answer}}' },
          },
        },
      },
    });
    await page.getByRole('img', { name: 'Reward curve' }).waitFor();
    await page.getByText('The mean reward rose.', { exact: false }).waitFor();
    expect(await page.getByRole('img', { name: 'Loss curve' }).count()).toBe(0);
    await page.getByText('Rewards string_match (String match)', { exact: false }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('warns before Start of a reward that an empty answer wins, and says it no more once it is mended', async () => {
    const page = await visitWith(PROMPTS);
    await fine(page).waitFor();
    await choose(page, 'Compare', 'REGEX_CONTAINS');
    await page.getByRole('textbox', { name: 'Compare with' }).fill('^[0-9]*$');
    const bar = page.getByRole('region', { name: 'Summary' });
    await bar
      .getByText('An empty answer gets as much as a right one. In 60 of 60 rows tried.', { exact: false })
      .waitFor();
    await page.getByRole('list', { name: 'What the try shows' }).getByText('An empty answer gets').waitFor();
    await page.getByRole('textbox', { name: 'Compare with' }).fill('^{{references.answer}}$');
    await fine(page).waitFor();
    expect(await bar.getByText('An empty answer').count()).toBe(0);

    await page.getByRole('textbox', { name: 'Compare with' }).fill('(a)(?=b)');
    await bar.getByText('RE2, which the service uses, can’t look ahead or behind').waitFor();
    expect(await page.getByRole('button', { name: 'Start tuning' }).isDisabled()).toBe(true);
  });

  it('has the service test what this browser can’t, and shows why it refuses', async () => {
    const since = google.emulator.requests.length;
    const page = await visitWith(PROMPTS);
    await choose(page, 'Kind', 'python');
    await page.getByText('can’t be tried in this browser', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Test at the service' }).click();
    await page.getByText('The service gives the row’s own answer +1.').waitFor();
    await page
      .getByRole('textbox', { name: 'Python' })
      .fill('def evaluate(example, response):\n    raise ValueError("no answer in here")\n');
    await page.getByRole('button', { name: 'Test at the service' }).click();
    await page.getByText('The service could not reward the row’s own answer: ValueError: no answer in here').waitFor();
    const tests = sent(since, /:validateReinforcementTuningReward$/);
    expect(tests).toHaveLength(2);
    expect(tests.every(({ path }) => path.startsWith('/v1beta1/'))).toBe(true);
    expect(sent(since, /\/tuningJobs$/)).toEqual([]);
  });

  it('asks the base model only when told to, with its cost said before', async () => {
    const since = google.emulator.requests.length;
    const page = await visitWith(PROMPTS);
    await fine(page).waitFor();
    await page
      .getByText('Sends 6 prompts and asks for 12 answers of at most 1,024 tokens: $', { exact: false })
      .waitFor();
    expect(sent(since, /generateContent$/i)).toEqual([]);
    await page.getByRole('button', { name: 'Ask the base model for 12 answers' }).click();
    await page.getByText('No answer of the model was rewarded.', { exact: false }).first().waitFor();
    expect(sent(since, /generateContent$/i)).toHaveLength(12);
    await page.getByRole('columnheader', { name: 'Base model' }).waitFor();
  });

  it('stops a pattern that never ends, and the page stays awake', async () => {
    const page = await visitWith(
      PROMPTS.map(({ references }, n) => ({
        contents: [{ role: 'user', parts: [{ text: `${'a'.repeat(60)}! ${n}` }] }],
        references,
      })),
    );
    await fine(page).waitFor();
    await choose(page, 'Compare', 'REGEX_CONTAINS');
    await page.getByRole('textbox', { name: 'Compare with' }).fill('^(a+)+$');
    await page.getByText('Trying the rewards').first().waitFor();
    await page.getByRole('spinbutton', { name: 'Epochs' }).fill('3');
    expect(await page.getByRole('region', { name: 'Summary' }).innerText()).toContain('3 epochs');
    await page.getByText('A pattern was still at work after 20 seconds and was stopped.', { exact: false }).waitFor();
    await page.getByRole('textbox', { name: 'Compare with' }).fill('^{{references.answer}}$');
    await fine(page).waitFor();
  });
});
