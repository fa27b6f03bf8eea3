import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { evaluate, openTestWithPack, waitForAnswers } from '../support/evaluation-page.ts';
import { placesWith } from '../support/find-secret.ts';
import { goToAddress, useGoogle } from '../support/google-site.ts';
import { eventually } from '../support/journey.ts';

const google = useGoogle();

const ROWS = 30;
/** Every tenth pair is shown twice. */
const PAIRS = 33;
/** What names a model, or says who is who. */
const MODEL_NAMES = ['few-shot', 'Few-shot pack', 'gemini-3', 'Gemini 3.', 'firstIsA', 'modelVersion', 'promptTokens'];

interface SavedFile {
  readonly name: string;
  readonly text: string;
}

async function saved(page: Page, button: string): Promise<SavedFile> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

async function choose(page: Page, label: string, { name, text }: SavedFile): Promise<void> {
  const buffer = Buffer.from(text);
  await page.getByLabel(label, { exact: true }).setInputFiles({ name, mimeType: 'application/json', buffer });
}

function judged(page: Page, count: number): Promise<void> {
  return page.getByText(new RegExp(`^${count} of ${PAIRS} pairs judged`)).waitFor();
}

/** Prefers what a tuned model would say, but for the first pairs, which are ties; goes on from one count to another. */
async function vote(page: Page, from: number, to: number, ties: number): Promise<void> {
  const answerA = page.getByRole('region', { name: 'Answer A' });
  for (let done = from; done < to; done++) {
    await judged(page, done);
    const isKnowing = (await answerA.innerText()).includes('Shelf');
    await page.keyboard.press(done < ties ? 'ArrowUp' : isKnowing ? 'ArrowLeft' : 'ArrowRight');
  }
  await judged(page, to);
}

/** What raters are called in what the browser has stored. */
function storedNames(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        const opening = indexedDB.open('lapidary');
        opening.onsuccess = () => {
          const asked = opening.result.transaction('ballots').objectStore('ballots').getAll();
          asked.onsuccess = () => {
            opening.result.close();
            done((asked.result as { rater: { name: string } }[]).map(({ rater }) => rater.name));
          };
        };
      }),
  );
}

/** Places of a profile, but for the program itself, in which a model is named. */
async function namedIn(page: Page): Promise<string[]> {
  const places = await placesWith(page, MODEL_NAMES);
  return places.filter(
    (place) => place.startsWith('IndexedDB') || place === 'localStorage' || place === 'sessionStorage',
  );
}

it('a blind comparison goes to another person as a file, is voted on without its dataset, and comes back', async () => {
  const owner = await google.visit();
  await openTestWithPack(owner, ROWS + 4);
  const evaluation = await evaluate(owner, ROWS);
  await waitForAnswers(owner);
  await owner.getByRole('button', { name: 'Blind A/B' }).click();
  await vote(owner, 0, PAIRS, 0);
  const session = new URL(owner.url()).hash;

  await owner.getByRole('button', { name: 'Give to another rater' }).click();
  await owner.getByLabel('Rubric').fill('Which answer names the shelf?');
  expect(await findViolations(owner)).toEqual([]);
  const ballot = await saved(owner, 'Save file');
  expect(ballot.name).toBe('shelf.lapidary-ballot.json');
  for (const name of [...MODEL_NAMES, 'repeatOf', 'position', 'cost']) expect(ballot.text).not.toContain(name);
  expect(await namedIn(owner)).not.toContain('IndexedDB lapidary.blindSessions');

  // Somebody else, in a profile that has nothing.
  const rater = await google.visit();
  await choose(rater, 'Import files', { ...ballot, text: ballot.text.slice(0, -100) });
  await rater.getByText('shelf.lapidary-ballot.json is broken').waitFor();
  await choose(rater, 'Import files', ballot);
  await rater.getByRole('heading', { name: 'Blind A/B', level: 1 }).waitFor();
  await rater.getByText('Which answer names the shelf?').waitFor();
  expect(await findViolations(rater)).toEqual([]);
  await vote(rater, 0, 12, 3);
  // Keys in the name are letters.
  await rater.getByLabel('Your name').fill('A');
  await rater.getByLabel('Your name').pressSequentially('nnsz');
  await rater.getByLabel('Your name').fill('Anna <b>');
  await judged(rater, 12);
  // What is typed is stored at once, but a reload doesn't wait for it.
  await eventually(() => storedNames(rater)).toEqual(['Anna <b>']);
  await rater.reload();
  await judged(rater, 12);
  const early = await saved(rater, 'Save votes');
  await vote(rater, 12, PAIRS, 3);
  await rater.getByText('Every pair is judged').waitFor();
  expect(await rater.evaluate(() => 'hacked' in window)).toBe(false);
  const votes = await saved(rater, 'Save votes');
  expect(votes.name).toMatch(/^shelf-Anna .*\.lapidary-votes\.json$/);
  expect(await namedIn(rater)).toEqual([]);
  expect(votes.text).not.toMatch(/few-shot|gemini|Shelf/i);
  await goToAddress(rater, '#/');
  await rater.getByRole('list', { name: 'Blind comparisons given to you' }).getByText(`${PAIRS} of ${PAIRS}`).waitFor();

  // Back to the owner: dropped anywhere, or added in the session; of one rater the newest file counts.
  await goToAddress(owner, '#/');
  await choose(owner, 'Import files', early);
  await owner.getByText('12 votes by Anna <b> added.').waitFor();
  await owner.getByRole('button', { name: 'Open' }).click();
  const raters = owner.getByRole('list', { name: 'Other raters' });
  await raters.getByText(`12 of ${PAIRS} pairs judged`).waitFor();
  await choose(owner, 'Add votes', votes);
  await raters.getByText(`${PAIRS} of ${PAIRS} pairs judged`).waitFor();
  for (const again of [votes, early]) {
    await choose(owner, 'Add votes', again);
    await owner.getByText('Nothing was changed.').first().waitFor();
  }
  expect(await raters.getByRole('listitem').count()).toBe(1);
  expect(new URL(owner.url()).hash).toBe(session);

  await owner.getByRole('button', { name: 'Close and show results' }).click();
  const table = owner.getByRole('table', { name: 'Votes by rater' });
  await table.waitFor();
  const lines = await Promise.all((await table.getByRole('row').all()).map((row) => row.innerText()));
  expect(lines.map((line) => line.split(/\s*\t\s*/)[0])).toEqual(['Rater', 'You', 'Anna <b>', 'Together']);
  expect(lines[1]).toMatch(/\b30\b/);
  expect(lines[2]).toMatch(/\b27\b.*\b3\b/);
  expect(lines[3]).toMatch(/\b27\b.*\b3\b/);
  const agreement = owner.getByRole('list', { name: 'Agreement between raters' });
  expect(await agreement.innerText()).toMatch(
    /You and Anna <b>: Same vote on 90.0% of 30 shared pairs\. One of them always votes the same/,
  );
  expect(await findViolations(owner)).toEqual([]);
  const preferences = await saved(owner, 'Save as preference JSONL');
  expect(preferences.text.trimEnd().split('\n')).toHaveLength(27);
  await owner.getByText('without a majority of raters (3)').waitFor();
  const csv = await saved(owner, 'Save as CSV');
  expect(csv.text.match(/,Anna <b>\r\n/g)).toHaveLength(PAIRS);

  // Votes on another comparison of the same answers are refused by name.
  await goToAddress(owner, evaluation);
  await owner.getByRole('button', { name: 'Blind A/B' }).click();
  await judged(owner, 0);
  await choose(owner, 'Add votes', votes);
  await owner.getByText(`${votes.name} is votes on another comparison.`).waitFor();

  await goToAddress(rater, '#/');
  await rater.getByRole('list', { name: 'Blind comparisons given to you' }).getByRole('link').click();
  await rater.getByRole('button', { name: 'Delete this comparison' }).click();
  await rater.getByRole('button', { name: 'Delete permanently' }).click();
  await rater.getByText('From a raw file to a tuning set').waitFor();
  expect(await rater.getByRole('list', { name: 'Blind comparisons given to you' }).count()).toBe(0);
}, 240_000);
