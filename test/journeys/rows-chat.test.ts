import { expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { download, eventually, goTo, importFiles } from '../support/journey.ts';
import { columnTitles, gridRow } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const LINES = [
  '{"id": 1.0, "conversations": [{"from": "human", "value": "Why?"}, {"from":"gpt","value":"So."}]}',
  '{"id": 2.0, "conversations": [{"from": "human", "value": "How long?"}, {"from":"gpt","value":"Long. Very long indeed.","note": 1.50}, {"from":"human","value":"And wide?"}, {"from":"gpt","value":"Not so."}]}',
];

it('rows of chats are read as columns, and one is edited turn by turn', async () => {
  const page = await journeys.visit();
  await importFiles(page, { name: 'chat.jsonl', text: LINES.join('\n') });
  const titles = (): Promise<(string | null)[]> => columnTitles(page);
  await eventually(titles).toEqual(['System', 'User', 'Answer', 'Turns', 'Tools']);
  await gridRow(page, 2).getByText('How long?', { exact: true }).waitFor();
  await gridRow(page, 2).getByText('Not so.', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Columns of the file, as JSON' }).check();
  await eventually(titles).toEqual(['id', 'conversations']);
  await page.getByRole('checkbox', { name: 'Columns of the file, as JSON' }).uncheck();
  await eventually(titles).toEqual(['System', 'User', 'Answer', 'Turns', 'Tools']);
  await page.keyboard.press('Escape');

  await gridRow(page, 2).getByText('How long?', { exact: true }).click();
  const row = page.getByRole('region', { name: 'Row 2', exact: true });
  await row.getByRole('button', { name: 'Edit', exact: true }).click();
  const turn = (number: number) => row.getByRole('textbox', { name: `Turn ${String(number)}`, exact: true });
  await turn(4).fill('Not so wide.');
  await row.getByRole('button', { name: 'Add a turn after Turn 4' }).click();
  await eventually(() => turn(5).evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type('Thanks.');
  await turn(2).focus();
  await turn(2).evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(5, 5));
  await row.getByRole('button', { name: 'Split Turn 2' }).click();
  await eventually(() => turn(3).inputValue()).toBe('Very long indeed.');
  await row.getByRole('combobox', { name: 'Who says turn 3' }).selectOption('Model');
  await row.getByRole('button', { name: 'System prompt' }).click();
  await turn(1).fill('Be brief.');
  await row.getByRole('button', { name: 'Remove Turn 7' }).click();
  await row.getByText('Saved', { exact: true }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await gridRow(page, 2).getByText('Be brief.', { exact: true }).waitFor();
  await gridRow(page, 2).getByText('Not so wide.', { exact: true }).waitFor();

  await goTo(page, 'Export');
  const lines = (await download(page, 'JSONL')).bytes.toString().trim().split('\n');
  expect(lines[0]).toBe(LINES[0]);
  expect(lines[1]).toBe(
    '{"id": 2.0, "conversations": [{"from":"system","value":"Be brief."}, {"from": "human", "value": "How long?"}, ' +
      '{"from":"gpt","value":"Long.","note": 1.50}, {"from":"gpt","value":"Very long indeed."}, ' +
      '{"from":"human","value":"And wide?"}, {"from":"gpt","value":"Not so wide."}]}',
  );
});
