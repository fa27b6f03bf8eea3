import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EMULATOR_PORT } from '../../.ci/vite-rehearsal.mjs';
import { launchBrowser } from '../support/browser.ts';
import { goToAddress } from '../support/google-site.ts';
import { DIST, serveSite } from '../support/server.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const EMULATOR = `http://127.0.0.1:${EMULATOR_PORT}`;

const MARK = 'An emulator on this machine plays Google';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lapidary-rehearsal-'));
  const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
  const options = ['--mode', 'rehearsal', '--outDir', relative(PROJECT, folder), '--emptyOutDir', '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, [vite, 'build', ...options], { cwd: PROJECT });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The files of a build in which a text stands, below its folder. */
async function filesThatSay(root: string, text: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const said = await Promise.all(files.map(async (file) => (await readFile(file, 'utf8')).includes(text)));
  return files.filter((_, index) => said[index]).map((file) => relative(root, file));
}

it('leaves its address out of a site that is built for Google', async () => {
  expect(await filesThatSay(folder, EMULATOR)).not.toEqual([]);
  for (const text of ['127.0.0.1', String(EMULATOR_PORT)]) expect(await filesThatSay(DIST, text), text).toEqual([]);
});

it('is marked on every page, and can reach the emulator alone', async () => {
  const site = await serveSite({ root: folder });
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const asked: string[] = [];
  await page.route(`${EMULATOR}/**`, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  const answer = await page.goto(site.url);
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain(`connect-src 'self' ${EMULATOR}`);
  expect(policy).not.toContain('googleapis.com');
  for (const address of ['#/', '#/models', '#/settings']) {
    await goToAddress(page, address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(MARK).waitFor();
  }
  await page.getByLabel('Gemini API key').fill('rehearsal');
  await page.getByRole('button', { name: 'Save key' }).click();
  await page.getByRole('button', { name: 'Check access' }).click();
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(asked.every((url) => url.startsWith(`${EMULATOR}/generativelanguage.googleapis.com/`))).toBe(true);
  await site.close();

  const real = await serveSite();
  await page.goto(real.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByText(MARK).count()).toBe(0);
  await real.close();
  await browser.close();
});
