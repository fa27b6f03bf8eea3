import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importButton, importDialog } from '../support/journey.ts';
import { useSite } from '../support/site.ts';
import { longWorkbook, zip } from '../support/workbook.ts';

const journeys = useSite();

const MINUTE = 60_000;
/** How long the page may be deaf at a time, in milliseconds. */
const MOST_DEAF = 1_000;
/** What the browser may take beyond what it took before, in MB. */
const MOST_MEMORY = 1_500;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lapidary-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Rows of a table whose last one begins a quote that is never closed, then lines up to 50 MB. */
function neverClosed(goodRows: number): string {
  const good = Array.from({ length: goodRows }, (_, at) => `${at},"some text, number ${at}",yes\n`).join('');
  const rest = Array.from({ length: 1_000_000 }, (_, at) => `${at},plain text of row ${at} without quotes,no\n`).join(
    '',
  );
  return `id,text,label\n${good}${goodRows},"this one never closes,no\n${rest}`;
}

function wide(): string {
  const names = Array.from({ length: 100_000 }, (_, at) => `c${at}`);
  return `${names.join(',')}\n${`${names.map((_, at) => at).join(',')}\n`.repeat(30)}`;
}

function brokenParquet(): Uint8Array {
  const data = Array.from({ length: 1_000 }, (_, at) => ['yes', 'no'][at % 2]);
  const bytes = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'word', data, type: 'STRING' }] }));
  // The header of its first page.
  bytes.fill(0xff, 4, 12);
  return bytes;
}

interface Hostile {
  readonly make: () => string | Uint8Array | Promise<Uint8Array>;
  /** What the page says in the end. */
  readonly said: RegExp;
}

const files: Readonly<Record<string, Hostile>> = {
  'never-closed.csv': { make: () => neverClosed(40_000), said: /1,0[\d,]+ rows imported|rows imported.*in quarantine/ },
  'never-closed-first.csv': { make: () => neverClosed(0), said: /1,000,00\d rows imported|in quarantine/ },
  'one-line.csv': {
    make: () => `a,b\n1,"${'x '.repeat(25e6)}`,
    said: /0 rows imported as one-line, 1 line in quarantine/,
  },
  'wide.csv': { make: wide, said: /30 rows imported/ },
  'wide.jsonl': {
    make: () =>
      `${JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`c${at}`, at])))}\n`.repeat(20),
    said: /20 rows imported/,
  },
  'bomb.zip': {
    make: () => zip({ 'rows.csv': 'a,b\n1,2\n'.repeat(60 << 20) }),
    said: /bomb\.zip is an archive that unpacks to 503 MB, more than 200 times its size/,
  },
  'bomb.csv.gz': {
    make: () => gzipSync(Buffer.alloc(2_000_000_000, 'a')),
    said: /bomb\.csv\.gz is broken: it unpacks to more than 200 times its size/,
  },
  'broken.parquet': { make: brokenParquet, said: /broken\.parquet is broken: .*column “word”, rows 1 to 1,000/ },
  'million.xlsx': { make: () => longWorkbook(1_000_000), said: /1,000,000 rows imported/ },
};

it.each(Object.keys(files))(
  '%s leaves the page awake, its memory bounded, and is spoken of',
  { timeout: 10 * MINUTE },
  async (name) => {
    const file = files[name];
    if (!file) throw new Error(name);
    const path = join(folder, name);
    writeFileSync(path, await file.make());
    const page = await journeys.visit();
    const before = memory();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, memory());
    }, 500);
    try {
      await watchPage(page);
      await page.getByLabel('Import files').setInputFiles(path);
      const dialog = importDialog(page);
      const shown = dialog.getByRole('region', { name: 'First rows' });
      const spoken = page
        .getByRole('alert')
        .filter({ hasText: /\w/ })
        .or(page.getByRole('status').filter({ hasText: /\w/ }));
      await shown
        .or(spoken)
        .first()
        .waitFor({ timeout: 5 * MINUTE });
      if ((await shown.count()) > 0 && (await importButton(page).isEnabled())) await importButton(page).click();
      await spoken
        .filter({ hasText: file.said })
        .first()
        .waitFor({ timeout: 5 * MINUTE });
      expect(await page.evaluate('window.deaf')).toBeLessThan(MOST_DEAF);
      expect(most - before).toBeLessThan(MOST_MEMORY);
    } finally {
      clearInterval(watch);
      rmSync(path);
    }
  },
);

/** Notes the longest time in which the page's thread answers nobody. */
async function watchPage(page: Page): Promise<void> {
  await page.evaluate(`{
    window.deaf = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      window.deaf = Math.max(window.deaf, now - last);
      last = now;
    }, 20);
  }`);
}

/** What the processes below this one take, in MB. */
function memory(): number {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n');
  const all = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const own = new Set([process.pid]);
  for (let size = 0; size !== own.size;) {
    size = own.size;
    for (const [pid = 0, parent = 0] of all) if (own.has(parent)) own.add(pid);
  }
  const bytes = all.reduce((sum, [pid = 0, , rss = 0]) => (own.has(pid) && pid !== process.pid ? sum + rss : sum), 0);
  return bytes / 1024;
}
