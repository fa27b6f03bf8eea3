import type { BrowserContext, Page } from 'playwright';
import type { ImportReport } from '../../workers/files/import-commit.ts';
import type { Result } from '../../src/core/failure.ts';
import type { StoreCheck } from './engine/check-store.ts';

/** A step whose parameters are plain values: Playwright's types would follow nested JSON down without end. */
export interface PlainStep {
  readonly step: string;
  readonly version: number;
  readonly params: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** A tab with the harness in it, its store opened and swept as at every start. */
export async function openEngine(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'engine' in window);
  return page;
}

/** A file made up by a test. */
export interface TestFile {
  readonly name: string;
  readonly text: string | Buffer;
}

/** Lays a file into the page's file input, from where the engine takes it. */
export async function chooseFile(page: Page, { name, text }: TestFile): Promise<void> {
  const buffer = Buffer.isBuffer(text) ? text : Buffer.from(text);
  await page.setInputFiles('#files', { name, mimeType: 'application/octet-stream', buffer });
}

/** Imports the chosen file as its preview suggests. */
export function importChosen(page: Page, workers?: number): Promise<Result<ImportReport>> {
  return page.evaluate(async (count) => {
    const { engine } = window;
    const [file] = engine.files();
    if (!file) throw new Error('no file is chosen');
    const preview = await engine.reader.preview(file, {});
    if (!preview.ok) return preview;
    const { settings, mapping } = preview.value;
    const request = { name: file.name, files: [{ file, settings }], mapping };
    return engine.importFiles(count === undefined ? request : { ...request, workers: count }, engine.quiet);
  }, workers);
}

export async function importFile(page: Page, file: TestFile, workers?: number): Promise<ImportReport> {
  await chooseFile(page, file);
  return valueOf(await importChosen(page, workers));
}

/** Fails the test with the failure in words where there is one. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** The whole file that a version exports to. */
export async function exportJsonLines(page: Page, versionId: string): Promise<Buffer> {
  const base64 = await page.evaluate(async (id) => {
    const { engine } = window;
    const report = await engine.exportVersion(
      { versionId: id, fileType: 'jsonl', format: null, formulaGuard: false },
      engine.quiet,
    );
    if (!report.ok) throw new Error(JSON.stringify(report.failure));
    const bytes = new Uint8Array(await report.value.blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
    return btoa(text);
  }, versionId);
  return Buffer.from(base64, 'base64');
}

export function checkStore(page: Page): Promise<StoreCheck> {
  return page.evaluate(() => window.engine.checkStore());
}

/** How many records each table holds. */
export function countRecords(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const { tables } = window.engine.database;
    return Object.fromEntries(
      await Promise.all(tables.map(async (table) => [table.name, await table.count()] as const)),
    );
  });
}
