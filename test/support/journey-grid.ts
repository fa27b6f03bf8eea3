import type { Locator, Page } from 'playwright';

export function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Rows' });
}

/** The row with this number, which must be in view. */
export function gridRow(page: Page, number: number): Locator {
  const header = page.getByRole('rowheader', { name: number.toLocaleString('en-US'), exact: true });
  return grid(page).getByRole('row').filter({ has: header });
}

/** The number of the row with the cursor; undefined where it is out of sight. */
export async function cursor(page: Page): Promise<string | undefined> {
  const row = grid(page).locator('[role=row][aria-current=true]');
  return (await row.getByRole('rowheader').allInnerTexts())[0];
}

/** The names of the columns that are shown, from left to right. */
export function columnTitles(page: Page): Promise<(string | null)[]> {
  return grid(page)
    .locator('[data-column]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
}

/** Rows in view whose cells have not come yet. */
export function rowsWaiting(page: Page): Promise<number> {
  return grid(page)
    .getByRole('row')
    .evaluateAll((found) => found.filter((row) => row.querySelector('.waiting') !== null).length);
}

/**
 * The texts of the rows in view, by number from 1. Characters that can't be seen are shown as signs that name their code
 * point: they are turned back into what they stand for, so that this is what a person can read out of the table.
 */
export async function readRows(page: Page): Promise<Map<number, string[]>> {
  const rows = await grid(page)
    .getByRole('row')
    .evaluateAll((found) =>
      found.flatMap((row) => {
        const number = row.querySelector('[role=rowheader]')?.textContent ?? '';
        const cells = [...row.querySelectorAll('[role=gridcell]:not(.tick)')];
        if (number === '') return [];
        const textOf = (node: Node): string => {
          if (node instanceof HTMLElement && node.title !== '') {
            const code = /\(U\+([0-9A-F]+)\)$/.exec(node.title)?.[1];
            if (code === undefined) return `[${node.title}]`;
            return String.fromCodePoint(parseInt(code, 16)).repeat(Number(node.dataset['run'] ?? 1));
          }
          if (node instanceof Text) return node.data;
          return [...node.childNodes].map(textOf).join('');
        };
        return [[Number(number.replaceAll(',', '')), cells.map(textOf)] as const];
      }),
    );
  return new Map(rows);
}
