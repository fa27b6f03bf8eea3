/** The main job in the built page, as a person clicks through it, with the times of its stages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchProfile } from '../support/browser.ts';
import { browserProcesses, proportionalBytes, watchMemory } from './memory.ts';

const HOUR_MS = 3_600_000;
/** The script's four, in its order. */
const STEPS = ['Trim whitespace', 'Drop empty rows', 'Drop short outputs', 'Remove duplicates'];

/** What choosing a file in the system's dialog takes at least. */
const CHOOSING_MS = 1_000;

/** All in milliseconds. */
export interface JobTimes {
  /** From choosing the file until its first rows are on the screen; no part of the job. */
  readonly firstRowsMs: number;
  /** From the click on Import until the rows are counted on the screen. */
  readonly importMs: number;
  /** From the click on Apply until the page says what it did; from the last change of a step where a count had begun. */
  readonly applyMs: number;
  /** From the click on Download until the file is there. */
  readonly exportMs: number;
  /** Of the page's thread, from Import to the end, and while its rows are scrolled. */
  readonly longestBlockMs: number;
}

/** What the clock counts: not the clicks of whoever tests, between one stage and the next. */
export function jobMs({ importMs, applyMs, exportMs }: JobTimes): number {
  return importMs + applyMs + exportMs;
}

/** What the page notes for the bench. */
interface Notes {
  readonly blocks: number[];
  changedAt: number;
}

/**
 * Works in a browser with a profile of its own below `folder`. It is removed at once: the more files of earlier rounds the system
 * holds in memory, the longer it takes over each new one.
 */
export async function inBrowser<T>(folder: string, work: (page: Page, profile: string) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const context = await launchProfile(profile);
  context.setDefaultTimeout(HOUR_MS);
  try {
    return await work(await context.newPage(), profile);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Import, four steps, Apply pressed at once, Download into `out`. */
export async function doJob(page: Page, site: string, source: string, out: string): Promise<JobTimes> {
  const firstRowsMs = await chooseFile(page, site, source);
  const importMs = await clickImport(page);
  await addSteps(page, STEPS);
  // Python's split knows nothing of letters that are words.
  await page.getByRole('group', { name: 'Drop short outputs' }).getByRole('combobox').selectOption('spaced-words');
  const applyMs = await clickApply(page);
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Export' }).click();
  const download = page.getByRole('button', { name: 'Download' });
  await download.waitFor();
  const started = performance.now();
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  await file.path();
  const exportMs = performance.now() - started;
  await file.saveAs(out);
  await scroll(page);
  const longestBlockMs = await page.evaluate(() => Math.max(0, ...window.bench.blocks));
  return { firstRowsMs, importMs, applyMs, exportMs, longestBlockMs };
}

/** The most memory that the job takes above an empty page, in bytes. In a run of its own: to look is slow. */
export function measureMemory(folder: string, site: string, source: string): Promise<number> {
  return inBrowser(folder, async (page, profile) => {
    await page.waitForTimeout(1_000);
    const empty = proportionalBytes(browserProcesses(profile));
    const stop = watchMemory(profile);
    await doJob(page, site, source, join(folder, 'memory.jsonl'));
    return stop() - empty;
  });
}

/** Reading and parsing every line in as many workers, with nothing kept: what no program of this kind can beat. */
export function measureFloor(folder: string, engine: string, source: string): Promise<number> {
  return inBrowser(folder, async (page) => {
    await page.goto(engine);
    await page.setInputFiles('#files', source);
    return page.evaluate(() => {
      const [file] = window.engine.files();
      if (!file) throw new Error('no file was chosen');
      return window.engine.parseEveryLine(file);
    });
  });
}

/** Opens the site and chooses the file: how long until its first rows are there. */
export async function chooseFile(page: Page, site: string, source: string): Promise<number> {
  await page.addInitScript(takeNotes);
  await page.goto(site);
  await page.getByRole('heading', { name: 'Datasets' }).waitFor();
  // As a person does it, who takes a moment to find the file: the page gets ready when its button is pressed.
  const bar = page.getByRole('group', { name: 'New dataset' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), bar.getByText('Import files').click()]);
  await page.waitForTimeout(CHOOSING_MS);
  const started = performance.now();
  await chooser.setFiles(source);
  await page.getByRole('dialog').getByRole('row').nth(5).waitFor();
  const took = performance.now() - started;
  // From here on: what the page does while it starts and lays out the preview is no running job.
  await page.evaluate(() => {
    window.bench.blocks.length = 0;
  });
  return took;
}

export function clickImport(page: Page): Promise<number> {
  return clickToSight(page, '[data-testid="row-count"]', 'rows', () =>
    page.getByRole('button', { name: 'Import', exact: true }).click(),
  );
}

export async function addSteps(page: Page, titles: readonly string[]): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Clean' }).click();
  for (const title of titles) {
    await page.getByRole('button', { name: 'Add step' }).click();
    await page.getByRole('option', { name: title }).click();
  }
}

export function clickApply(page: Page): Promise<number> {
  return clickToSight(page, '[role="status"]', 'rows dropped', () =>
    page.getByRole('button', { name: 'Apply' }).click(),
  );
}

/** Runs in the page, from its start. */
function takeNotes(): void {
  const notes: Notes = { blocks: [], changedAt: 0 };
  Object.assign(window, { bench: notes });
  new PerformanceObserver((list) => {
    notes.blocks.push(...list.getEntries().map((entry) => entry.duration));
  }).observe({ type: 'longtask' });
  for (const name of ['change', 'click']) {
    addEventListener(
      name,
      ({ target }) => {
        const isOption = target instanceof Element && target.closest('[role="option"], select') !== null;
        if (isOption) notes.changedAt = performance.now();
      },
      { capture: true },
    );
  }
}

/**
 * From a click to the sight of a text, by the page's own clock: to ask from outside again and again takes longer. Where
 * the page was already counting what the steps do, which Apply takes over, the clock runs from their last change.
 */
async function clickToSight(page: Page, selector: string, text: string, click: () => Promise<void>): Promise<number> {
  const seen = page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        let startedAt = 0;
        const note = (): void => {
          const isCounting =
            document.querySelector('[role="progressbar"][aria-label="Counting the rows affected"]') !== null ||
            / Keeps (all )?[\d,]+ /.test(document.body.textContent);
          startedAt = isCounting ? window.bench.changedAt : performance.now();
        };
        addEventListener('click', note, { capture: true, once: true });
        const look = (): void => {
          const found = [...document.querySelectorAll(wanted.selector)];
          if (startedAt === 0 || !found.some((element) => element.textContent.includes(wanted.text))) return;
          observer.disconnect();
          done(performance.now() - startedAt);
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, characterData: true });
      }),
    { selector, text },
  );
  await click();
  return seen;
}

async function scroll(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Rows' }).click();
  await page.getByRole('grid', { name: 'Rows' }).hover();
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, turn % 2 === 0 ? 3_000 : 900);
    await page.waitForTimeout(50);
  }
}

declare global {
  interface Window {
    /** Laid there by `takeNotes`. */
    readonly bench: Notes;
  }
}
