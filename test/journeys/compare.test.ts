import { describe, expect, it } from 'vitest';
import { addStep, apply, eventually, goTo, importFiles, versionItems } from '../support/journey.ts';
import { findViolations } from '../support/axe.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const LINES = ['{"question":" Is it blue? ","answer":"Yes."}', '{"question":"Is it hard?","answer":""}'];

describe('two versions', () => {
  it('are compared row by row, by keyboard and by address', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'gems.jsonl', text: LINES.join('\n') });
    await goTo(page, 'Clean');
    await addStep(page, 'Trim whitespace');
    await addStep(page, 'Drop empty rows');
    expect(await apply(page)).toContain('1 row dropped, 1 changed');

    await goTo(page, 'History');
    const compare = versionItems(page).first().getByRole('button', { name: 'Compare' });
    await compare.press('Enter');
    const pane = page.getByRole('region', { name: 'Comparison' });
    await pane.getByText('1 row changed, 1 removed; 0 are the same.').waitFor();
    await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Compare versions 1 and 2');
    const rows = pane.getByRole('list', { name: 'Rows that differ' }).getByRole('listitem');
    await eventually(() => rows.allInnerTexts()).toEqual([expect.stringContaining('question')]);
    expect(await findViolations(page)).toEqual([]);
    await pane.getByRole('tab', { name: 'Removed' }).click();
    await eventually(() => rows.allInnerTexts()).toEqual([expect.stringContaining('Is it hard?')]);

    // A link brings back what was compared, and so does Back.
    await pane.getByRole('button', { name: 'Swap' }).click();
    await pane.getByText('1 row changed, 1 added; 0 are the same.').waitFor();
    expect(page.url()).toMatch(/history\?from=2&to=1$/);
    await page.reload();
    await pane.getByText('1 row changed, 1 added; 0 are the same.').waitFor();
    await pane.getByRole('combobox', { name: 'From' }).selectOption({ label: '1 · Imported gems.jsonl' });
    await pane.getByText('All 2 rows are the same.').waitFor();
    await page.goBack();
    await pane.getByText('1 row changed, 1 added; 0 are the same.').waitFor();
    await pane.getByRole('link', { name: 'All versions' }).click();
    await eventually(() => versionItems(page).count()).toBe(2);
    // The first version has none before it.
    await versionItems(page).last().getByRole('button', { name: 'Compare' }).click();
    await pane.getByText('1 row changed, 1 removed; 0 are the same.').waitFor();
  });
});
