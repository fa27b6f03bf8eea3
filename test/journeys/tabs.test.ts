import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { addStep, apply, cardEffect, eventually, goTo, importFiles, said, versionItems } from '../support/journey.ts';
import { grid, gridRow } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

/** Long enough a run that another one can begin before it ends. */
const LINES = Array.from({ length: 60_000 }, (_, row) =>
  JSON.stringify({ input: `question ${row} ${'word '.repeat(30)}`, output: `answer ${row} is long enough` }),
);

/** The card of the step that the other tab added, opened. */
async function theSameStep(page: Page, find: string): Promise<Locator> {
  await page.getByRole('button', { name: /^Find and replace/ }).click();
  const card = page.getByRole('group', { name: 'Find and replace', exact: true });
  await eventually(() => card.getByRole('textbox', { name: 'Find' }).inputValue()).toBe(find);
  return card;
}

/** Runs in a page. It waits without a timer, because a tab that is behind has few. */
function clickAt(button: HTMLElement | SVGElement, moment: number): void {
  while (Date.now() < moment) continue;
  if (button instanceof HTMLElement) button.click();
}

describe('two tabs on one dataset', () => {
  it('show each other’s changes at once', async () => {
    const one = await journeys.visit();
    await importFiles(one, { name: 'shared.csv', text: 'input,output\n a ,b\nc,d\nc,d\n' });
    const two = await journeys.anotherTab(one);
    await two.getByRole('list', { name: 'Datasets' }).getByRole('link', { name: 'shared' }).click();
    await grid(two).getByText('b', { exact: true }).waitFor();

    await one.bringToFront();
    await goTo(one, 'Clean');
    await addStep(one, 'Remove duplicates');
    await apply(one);
    await eventually(() => two.getByTestId('row-count').innerText()).toBe('2 rows');
    await eventually(() => grid(two).getAttribute('aria-rowcount')).toBe('3');

    await two.bringToFront();
    await gridRow(two, 1).getByText('b').click();
    const row = two.getByRole('region', { name: 'Row 1', exact: true });
    await row.getByRole('button', { name: 'Edit', exact: true }).click();
    await row.getByRole('textbox', { name: 'output' }).fill('by the other tab');
    await eventually(() => said(two)).toBe('Row 1 changed.');
    await one.bringToFront();
    await goTo(one, 'Rows');
    await grid(one).getByText('by the other tab').waitFor();
    await one.getByRole('button', { name: 'Undo' }).click();
    await grid(two).getByText('b', { exact: true }).waitFor();
    await two.bringToFront();
    await two.getByRole('button', { name: 'Redo' }).click();
    await grid(one).getByText('by the other tab').waitFor();

    // A step of the other tab meets the rows as they are now.
    await goTo(two, 'Clean');
    const trim = await addStep(two, 'Trim whitespace');
    expect(await cardEffect(trim)).toBe('1 row changed');
    await one.bringToFront();
    await goTo(one, 'History');
    expect(await versionItems(one).count()).toBe(3);
    await two.bringToFront();
    await apply(two);
    await eventually(() => versionItems(one).count()).toBe(4);
  });

  it('that apply at once lose neither result: the later one is a branch, and says so', async () => {
    const one = await journeys.visit();
    await importFiles(one, { name: 'both.jsonl', text: LINES.join('\n') });
    const two = await journeys.anotherTab(one);
    await two.getByRole('list', { name: 'Datasets' }).getByRole('link', { name: 'both' }).click();
    await grid(two).getByText('question 1 ').first().waitFor();
    for (const page of [one, two]) {
      await page.bringToFront();
      await goTo(page, 'Clean');
      await page.getByRole('button', { name: 'Add step' }).waitFor();
    }
    await one.bringToFront();
    const word = await addStep(one, 'Find and replace');
    await word.getByRole('textbox', { name: 'Find' }).fill('word');
    expect(await cardEffect(word)).toBe('60,000 rows changed');
    await two.bringToFront();
    const long = await theSameStep(two, 'word');
    await long.getByRole('textbox', { name: 'Find' }).fill('long');
    expect(await cardEffect(long)).toBe('60,000 rows changed');
    // At one moment of both: an Apply takes less time than one press may come after the other, which then has nothing to apply.
    const buttons = [one, two].map((page) => page.getByRole('button', { name: 'Apply', exact: true }));
    const moment = Date.now() + 300;
    await Promise.all(buttons.map((button) => button.evaluate(clickAt, moment)));
    await Promise.all(
      [one, two].map((page) =>
        page
          .getByRole('status')
          .getByText(/rows changed/)
          .waitFor(),
      ),
    );

    const words = await Promise.all([said(one), said(two)]);
    expect(words.sort()).toEqual([
      '60,000 rows changed',
      '60,000 rows changed. The dataset had changed meanwhile: the result is a branch in History.',
    ]);
    for (const page of [one, two]) {
      await page.bringToFront();
      await goTo(page, 'History');
      await eventually(() => versionItems(page).count()).toBe(3);
      expect(await versionItems(page).filter({ hasText: 'Branch' }).count()).toBe(1);
      expect(await page.getByTestId('row-count').innerText()).toBe('60,000 rows');
    }
    await versionItems(one).filter({ hasText: 'Branch' }).getByRole('button', { name: 'Restore' }).click();
    await eventually(() => versionItems(two).count()).toBe(4);
  });

  it('keep what was typed in each: the recipe is taken over, or the choice is left to the user', async () => {
    const one = await journeys.visit();
    await importFiles(one, { name: 'recipe.csv', text: 'input,output\n a ,b\nc,d\n' });
    await goTo(one, 'Clean');
    const two = await journeys.anotherTab(one);
    await two.goto(one.url());
    await two.getByRole('button', { name: 'Add step' }).waitFor();

    await one.bringToFront();
    const first = await addStep(one, 'Find and replace');
    await first.getByRole('textbox', { name: 'Find' }).fill('a');
    const second = await theSameStep(two, 'a');
    await two.bringToFront();
    await second.getByRole('textbox', { name: 'Find' }).fill('c');
    const question = one.getByRole('group', { name: 'Changed in another tab' });
    await question.waitFor();
    expect(await first.getByRole('textbox', { name: 'Find' }).inputValue()).toBe('a');
    await one.bringToFront();
    await question.getByRole('button', { name: 'Use the other tab’s recipe' }).click();
    await eventually(() => first.getByRole('textbox', { name: 'Find' }).inputValue()).toBe('c');
    await eventually(() => one.evaluate(() => document.activeElement !== document.body)).toBe(true);
    expect(await question.count()).toBe(0);

    await first.getByRole('textbox', { name: 'Find' }).fill('b');
    const other = two.getByRole('group', { name: 'Changed in another tab' });
    await two.bringToFront();
    await other.getByRole('button', { name: 'Keep this one' }).click();
    await question.waitFor();
    await two.reload();
    await two.getByRole('button', { name: /^Find and replace/ }).click();
    await eventually(() => second.getByRole('textbox', { name: 'Find' }).inputValue()).toBe('c');
  });

  it('say that the dataset is gone when the other tab deletes it', async () => {
    const one = await journeys.visit();
    await importFiles(one, { name: 'gone.csv', text: 'a,b\n1,2\n' });
    const two = await journeys.anotherTab(one);
    await two.getByRole('button', { name: 'More for gone' }).click();
    await two.getByRole('menuitem', { name: 'Delete' }).click();
    await eventually(() => said(two)).toBe('gone deleted.');
    await two.getByText('Recently deleted (1)').click();
    await two.getByRole('button', { name: 'Delete permanently: gone' }).click();
    await two.getByRole('dialog').getByRole('button', { name: 'Delete permanently' }).click();
    await one.getByRole('heading', { name: 'There is no such dataset in this browser' }).waitFor();
    expect(await two.getByRole('list', { name: 'Datasets' }).count()).toBe(0);
  });
});
