import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { eventually, importFiles, said } from '../support/journey.ts';
import { cursor, grid, gridRow, readRows } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const TABLE = [
  'kind,output',
  ...Array.from({ length: 60 }, (_, row) => {
    const kind = ['maths', 'art', 'music'][row % 3] ?? '';
    return `${kind},${row % 10 === 0 ? 'No.' : `An answer of row ${row + 1} with some words`}`;
  }),
].join('\n');

/** The numbers of the rows in view, from top to bottom. */
async function numbers(page: Page): Promise<number[]> {
  return [...(await readRows(page)).keys()];
}

async function openMenu(page: Page, column: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Column ${column}`, exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function addFilter(
  page: Page,
  field: string,
  condition: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
): Promise<void> {
  await page.getByRole('button', { name: 'Add filter', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Add filter' });
  await dialog.getByRole('combobox', { name: 'Field' }).selectOption(field);
  await dialog.getByRole('combobox', { name: 'Condition' }).selectOption(condition);
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('a view of the rows', () => {
  it('is filtered, its rows are removed, and come back by Undo', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'answers.csv', text: TABLE });
    await addFilter(page, 'output', 'words', (dialog) => dialog.getByLabel('At most').fill('2'));
    await page.getByText('6 of 60', { exact: true }).waitFor();
    await eventually(() => numbers(page)).toEqual([1, 11, 21, 31, 41, 51]);
    await page.getByText('6 of 60 rows in this filter').waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('54 rows');
    await eventually(() => said(page)).toContain('6 rows removed, 54 left.');
    await eventually(() => grid(page).getAttribute('aria-rowcount')).toBe('55');
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('60 rows');

    await page.getByRole('checkbox', { name: 'Select row 3' }).check();
    await page.getByRole('checkbox', { name: 'Select row 6' }).click({ modifiers: ['Shift'] });
    await page.getByText('4 of 60 rows selected').waitFor();
    await page.getByRole('button', { name: 'Keep only', exact: true }).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('4 rows');
    await eventually(() => said(page)).toContain('4 rows kept, 56 removed.');
    await eventually(async () => [...(await readRows(page)).values()].map(([kind]) => kind)).toEqual([
      ...['music', 'maths', 'art', 'music'],
    ]);
  });

  it('lets rows be marked, filtered by the mark, and exported', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'answers.csv', text: TABLE });
    await openMenu(page, 'kind', 'Filter');
    const dialog = page.getByRole('dialog', { name: 'Add filter' });
    await dialog.getByRole('checkbox', { name: 'art (20)' }).check();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('20 of 60', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Mark', exact: true }).click();
    const mark = page.getByRole('dialog', { name: 'Mark 20 rows' });
    await mark.getByRole('textbox', { name: 'Mark' }).fill('triage');
    await mark.getByRole('textbox', { name: 'Value' }).fill('good');
    await mark.getByRole('button', { name: 'Set mark' }).click();
    await eventually(() => said(page)).toContain('20 rows marked (triage: good).');
    await page.getByRole('button', { name: 'Remove filter: kind: art' }).click();
    await eventually(() => grid(page).getAttribute('aria-rowcount')).toBe('61');
    await addFilter(page, 'Mark triage', 'mark', (form) => form.getByRole('checkbox', { name: 'good' }).check());
    await page.getByText('20 of 60', { exact: true }).waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export these' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('answers triage good.jsonl');
  });

  it('is in the address: Back undoes it, and a copied link shows the same in another tab', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'answers.csv', text: TABLE });
    await openMenu(page, 'output', 'Longest first');
    await page.getByText('Sorted by output, longest first').waitFor();
    await page.getByRole('searchbox', { name: 'Search rows' }).fill('row');
    await page.getByText('54 of 60', { exact: true }).waitFor();
    await addFilter(page, 'kind', 'value', (dialog) => dialog.getByRole('checkbox', { name: /^maths/ }).check());
    await page.getByText('18 of 60', { exact: true }).waitFor();
    const third = (await numbers(page))[2] ?? 0;
    await gridRow(page, third).getByText('An answer').click();
    await page.getByRole('region', { name: `Row ${String(third)}`, exact: true }).waitFor();
    await eventually(() => Promise.resolve(page.url())).toContain(`row=${String(third)}`);
    expect(page.url()).toContain('q=row&is=value:kind:maths&sort=-characters:output');

    const other = await journeys.anotherTab(page);
    await other.goto(page.url());
    await other.getByRole('region', { name: `Row ${String(third)}`, exact: true }).waitFor();
    await other.getByText('18 of 60', { exact: true }).waitFor();
    await eventually(() => numbers(other)).toEqual(await numbers(page));
    expect(await other.getByRole('searchbox', { name: 'Search rows' }).inputValue()).toBe('row');

    await page.goBack();
    await page.getByRole('region', { name: `Row ${String(third)}`, exact: true }).waitFor({ state: 'detached' });
    await page.goBack();
    await page.getByText('54 of 60', { exact: true }).waitFor();
    await page.goForward();
    await page.getByText('18 of 60', { exact: true }).waitFor();

    await page.goto(page.url().replace(/\?.*/, '?is=taste:sweet&is=value:kind:art'));
    await page.getByText('20 of 60', { exact: true }).waitFor();
    await page.getByText('Part of the link can’t be used here: is=taste:sweet').waitFor();
  });

  it('puts conversations in the order of the length of their answers', async () => {
    const page = await journeys.visit();
    const lengths = [5, 50, 2, 20];
    const rows = lengths.map((words, row) => {
      const content = `${'word '.repeat(words)}of ${row + 1}`;
      return JSON.stringify({
        messages: [
          { role: 'user', content: 'Say it.' },
          { role: 'assistant', content },
        ],
      });
    });
    await importFiles(page, { name: 'chat.jsonl', text: rows.join('\n') });
    const answer = page.getByRole('button', { name: 'Column Answer', exact: true });
    await answer.click();
    await page.getByRole('menuitem', { name: 'Longest first' }).click();
    await eventually(() => numbers(page)).toEqual([2, 4, 1, 3]);
    expect(page.url()).toContain('sort=-characters:@output');
    await answer.click();
    await page.getByRole('menuitem', { name: 'Shortest first' }).click();
    await eventually(() => numbers(page)).toEqual([3, 1, 4, 2]);
    await page.getByRole('button', { name: 'Back to file order' }).click();
    await eventually(() => numbers(page)).toEqual([1, 2, 3, 4]);
  });

  it('goes to a row by its number, and says where there is none', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'answers.csv', text: TABLE });
    await page.getByRole('button', { name: 'Go to row' }).click();
    const dialog = page.getByRole('dialog', { name: 'Go to row' });
    // what is typed takes the place of the number that is there
    await page.keyboard.type('50');
    expect(await dialog.getByRole('spinbutton', { name: 'Row number' }).inputValue()).toBe('50');
    await page.keyboard.type('0');
    await dialog.getByText('There is no row 500: this version has 60 rows.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Go', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await eventually(() => cursor(page)).toBe('50');
    const search = page.getByRole('searchbox', { name: 'Search rows' });
    await search.fill('#33');
    await eventually(() => cursor(page)).toBe('33');
    await search.fill('#5000');
    await page.getByText('There is no row 5,000: this version has 60 rows.').waitFor();
  });
});
