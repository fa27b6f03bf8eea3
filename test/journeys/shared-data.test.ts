import { expect, it } from 'vitest';
import { describeShared, type SharedFiles } from '../support/real-files.ts';
import { download, eventually, goTo, importFiles, sha256 } from '../support/journey.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

interface Case {
  readonly file: string;
  readonly rows: string;
  readonly columns: number;
}

/** Imports as suggested and compares with figures that were computed without the program. */
function importsAll(files: SharedFiles, cases: readonly Case[]): void {
  it.each(cases)('$file: $rows', async ({ file, rows, columns }) => {
    const page = await journeys.visit();
    const bytes = Buffer.from(files.bytes(file));
    await importFiles(page, { name: file, text: bytes });
    expect(await page.getByTestId('row-count').innerText()).toBe(rows);
    expect(await page.getByRole('link', { name: /^Quarantine \(/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    const asFile = page.getByRole('checkbox', { name: 'Columns of the file, as JSON' });
    if (await asFile.isVisible()) await asFile.check();
    await page.keyboard.press('Escape');
    // the boxes and the numbers of the rows are columns too
    const table = page.getByRole('grid', { name: 'Rows' });
    await eventually(() => table.getAttribute('aria-colcount')).toBe(String(columns + 2));
    if (!file.endsWith('.jsonl')) return;

    await goTo(page, 'Export');
    const blank = bytes.toString().includes('\n\n');
    expect(await page.getByText(/^1 blank line is left out\.$/).count()).toBe(blank ? 1 : 0);
    const { report } = await download(page, 'JSONL');
    expect(report['SHA-256']).toBe(sha256(Buffer.from(bytes.toString().replaceAll('\n\n', '\n'))));
    await goTo(page, 'History');
    const sources = await page.getByRole('list', { name: 'Files' }).innerText();
    expect(sources.includes('1 blank line left out')).toBe(blank);
  });
}

describeShared('banking77', (files) => {
  importsAll(files, [
    { file: 'train.csv', rows: '10,003 rows', columns: 2 },
    { file: 'test.csv', rows: '3,080 rows', columns: 2 },
  ]);
});

describeShared('gap-coreference', (files) => {
  importsAll(files, [
    { file: 'gap-development.tsv', rows: '2,000 rows', columns: 11 },
    { file: 'gap-test.tsv', rows: '2,000 rows', columns: 11 },
    { file: 'gap-validation.tsv', rows: '454 rows', columns: 11 },
  ]);
});

describeShared('llama-factory', (files) => {
  importsAll(files, [
    { file: 'v1_sft_demo.jsonl', rows: '500 rows', columns: 1 },
    { file: 'c4_demo.jsonl', rows: '300 rows', columns: 1 },
    { file: 'v1_multimodal_demo.jsonl', rows: '24 rows', columns: 1 },
  ]);
});
