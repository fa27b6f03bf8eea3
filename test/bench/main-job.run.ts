/**
 * The main job in the built page against the script that people write for it, in one run: import, clean, export of
 * 300,000 rows, with memory and the longest block of the main thread. Figures are printed, never asserted: what is
 * asserted is that the rows are the same.
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Download, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchProfile } from '../support/browser.ts';
import { serveEngine } from '../support/engine.ts';
import { writeMessyFile } from '../support/messy-rows.ts';
import { serveSite, type Site } from '../support/server.ts';
import { browserProcesses, proportionalBytes, watchMemory } from './memory.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 300_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const STEPS = ['Trim whitespace', 'Drop empty rows', 'Drop short outputs', 'Remove duplicates'];

const folder = mkdtempSync(join(tmpdir(), 'lapidary-bench-'));
const source = join(folder, 'messy.jsonl');
const script = fileURLToPath(new URL('clean.py', import.meta.url));
let site: Site;

beforeAll(async () => {
  await writeMessyFile(source, ROWS, 11);
  site = await serveSite();
}, 120_000);

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

it('does the whole job as the script does it', async () => {
  const megabytes = statSync(source).size / 1e6;
  const floorMs = await measureFloor();
  const rounds: Round[] = [];
  let downloaded = '';
  for (let round = 0; round < ROUNDS; round++) {
    const scriptMs = runScript();
    const times = await inBrowser(round, doJob);
    downloaded = times.file;
    rounds.push({ ...times, scriptMs });
  }
  print(megabytes, floorMs, rounds, await inBrowser(ROUNDS, measureMemory));
  expect(await firstDifference(join(folder, 'script.jsonl'), downloaded)).toBeNull();
}, 1_200_000);

interface Times {
  readonly firstRowsMs: number;
  readonly importMs: number;
  /** As people work: the counts stand when Apply is pressed, and what was counted is committed. */
  readonly applyMs: number;
  /** Apply pressed before the counts have begun. */
  readonly applyAtOnceMs: number;
  readonly exportMs: number;
  readonly longestBlockMs: number;
  readonly file: string;
}

type Round = Times & { readonly scriptMs: number };

interface Place {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly profile: string;
  readonly round: number;
}

function runScript(): number {
  return Number(execFileSync('python3', [script, source, join(folder, 'script.jsonl')], { encoding: 'utf8' })) * 1000;
}

/** Reading and parsing every line in as many workers, with nothing kept: what no program of this kind can beat. */
async function measureFloor(): Promise<number> {
  const engine = await serveEngine();
  const profile = mkdtempSync(join(folder, 'floor-'));
  const context = await launchProfile(profile);
  try {
    const page = await context.newPage();
    await page.goto(engine.url);
    await page.setInputFiles('#files', source);
    return await page.evaluate(() => {
      const [file] = window.engine.files();
      if (!file) throw new Error('no file was chosen');
      return window.engine.parseEveryLine(file);
    });
  } finally {
    await context.close();
    await engine.close();
  }
}

async function inBrowser<T>(round: number, work: (place: Place) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(folder, `profile-${String(round)}-`));
  const context = await launchProfile(profile);
  try {
    return await work({ context, page: await context.newPage(), profile, round });
  } finally {
    await context.close();
  }
}

/** The most memory that the job takes above an empty page. In a round of its own: to look is slow. */
async function measureMemory(place: Place): Promise<number> {
  await place.page.waitForTimeout(1_000);
  const empty = proportionalBytes(browserProcesses(place.profile));
  const stop = watchMemory(place.profile);
  await doJob(place);
  return stop() - empty;
}

async function doJob({ context, page, round }: Place): Promise<Times> {
  await context.addInitScript(() => {
    const blocks: number[] = [];
    Object.assign(window, { blocks });
    new PerformanceObserver((list) => {
      blocks.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: 'longtask' });
  });
  await page.goto(site.url);
  await page.getByRole('heading', { name: 'Datasets' }).waitFor();
  const firstRowsMs = await timed(async () => {
    await page.getByLabel('Import files').setInputFiles(source);
    await page.getByRole('dialog').getByRole('row').nth(5).waitFor();
  });
  // From here on: what the page does while it starts and lays out the preview is no running job.
  await forgetBlocks(page);
  const importMs = await clickToSight(page, '[data-testid="row-count"]', 'rows', () =>
    page.getByRole('button', { name: 'Import', exact: true }).click(),
  );
  await addSteps(page);
  const applyAtOnceMs = await clickApply(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('[data-testid="row-count"]', { hasText: ROWS.toLocaleString('en') }).waitFor();
  // Takes the words of the first apply from the screen.
  const blockBefore = await longestBlock(page);
  await page.reload();
  await page.getByTestId('row-count').waitFor();
  await forgetBlocks(page);
  await addSteps(page);
  await page.waitForTimeout(1_000);
  await page.getByText('would be left').waitFor({ timeout: 120_000 });
  const applyMs = await clickApply(page);
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Download' }).waitFor();
  const file = join(folder, `page-${String(round)}.jsonl`);
  let saved: Download | undefined;
  const exportMs = await timed(async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 120_000 }),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    await download.path();
    saved = download;
  });
  await saved?.saveAs(file);
  await scroll(page);
  const longestBlockMs = Math.max(blockBefore, await longestBlock(page));
  return { firstRowsMs, importMs, applyMs, applyAtOnceMs, exportMs, longestBlockMs, file };
}

function longestBlock(page: Page): Promise<number> {
  // The cast: laid there by the init script.
  return page.evaluate(() => Math.max(0, ...(window as unknown as { blocks: number[] }).blocks));
}

async function forgetBlocks(page: Page): Promise<void> {
  await page.evaluate(() => {
    (window as unknown as { blocks: number[] }).blocks.length = 0; // Laid there by the init script.
  });
}

async function addSteps(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Clean' }).click();
  for (const step of STEPS) {
    await page.getByRole('button', { name: 'Add step' }).click();
    await page.getByRole('option', { name: step }).click();
  }
  // Python's split knows nothing of letters that are words.
  await page.getByRole('group', { name: 'Drop short outputs' }).getByRole('combobox').selectOption('spaced-words');
}

function clickApply(page: Page): Promise<number> {
  return clickToSight(page, '[role="status"]', 'rows dropped', () =>
    page.getByRole('button', { name: 'Apply' }).click(),
  );
}

async function scroll(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Rows' }).click();
  await page.getByRole('grid', { name: 'Rows' }).hover();
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, turn % 2 === 0 ? 3_000 : 900);
    await page.waitForTimeout(50);
  }
}

/** From a click to the sight of a text, by the page's own clock: to ask from outside again and again takes longer. */
async function clickToSight(page: Page, selector: string, text: string, click: () => Promise<void>): Promise<number> {
  const seen = page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        let clickedAt = 0;
        const note = (): void => {
          clickedAt = performance.now();
        };
        addEventListener('click', note, { capture: true, once: true });
        const look = (): void => {
          const found = [...document.querySelectorAll(wanted.selector)];
          if (clickedAt === 0 || !found.some((element) => element.textContent.includes(wanted.text))) return;
          observer.disconnect();
          done(performance.now() - clickedAt);
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, characterData: true });
      }),
    { selector, text },
  );
  await click();
  return seen;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function print(megabytes: number, floorMs: number, rounds: readonly Round[], memory: number): void {
  const best = (of: (round: Round) => number): number => Math.min(...rounds.map(of));
  const whole = (round: Round): number => round.importMs + round.applyMs + round.exportMs;
  const line = (name: string, ms: number): string =>
    `${name.padEnd(34)}${(ms / 1000).toFixed(2).padStart(7)} s ${(megabytes / (ms / 1000)).toFixed(0).padStart(6)} MB/s`;
  const ratios = (of: (round: Round) => number): string =>
    rounds
      .map((round) => of(round) / round.scriptMs)
      .sort((a, b) => a - b)
      .map((ratio) => ratio.toFixed(2))
      .join('  ');
  const lines = [
    `${String(ROWS)} rows, ${megabytes.toFixed(0)} MB, best of ${String(rounds.length)} rounds`,
    line('floor: read and JSON.parse', floorMs),
    line(
      'import',
      best((round) => round.importMs),
    ),
    line(
      'apply four steps, counts stand',
      best((round) => round.applyMs),
    ),
    line(
      'apply four steps, at once',
      best((round) => round.applyAtOnceMs),
    ),
    line(
      'export',
      best((round) => round.exportMs),
    ),
    line('whole job', best(whole)),
    line(
      'Python script',
      best((round) => round.scriptMs),
    ),
    `whole job / script                ${ratios(whole)}`,
    `  with apply at once              ${ratios((round) => whole(round) - round.applyMs + round.applyAtOnceMs)}`,
    `first rows                        ${best((round) => round.firstRowsMs).toFixed(0)} ms`,
    `memory above an empty page        ${(memory / 1e6).toFixed(0)} MB`,
    `longest block, running or scrolling  ${rounds.map((round) => round.longestBlockMs.toFixed(0)).join('  ')} ms`,
  ];
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

/** Compares two JSON Lines files as values, row by row; null where they are equal. */
async function firstDifference(expected: string, actual: string): Promise<string | null> {
  const rows = createInterface({ input: createReadStream(expected), crlfDelay: 0 })[Symbol.asyncIterator]();
  const others = createInterface({ input: createReadStream(actual), crlfDelay: 0 })[Symbol.asyncIterator]();
  for (let row = 1; ; row++) {
    const [a, b] = await Promise.all([rows.next(), others.next()]);
    if (a.done && b.done) return null;
    const same = !a.done && !b.done && JSON.stringify(JSON.parse(a.value)) === JSON.stringify(JSON.parse(b.value));
    if (!same) return `row ${String(row)}: ${String(a.value)} is not ${String(b.value)}`;
  }
}
