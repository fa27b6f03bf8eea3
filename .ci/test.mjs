// npm test: what must hold, on a fresh clone, in a real browser. `npm test -- --all`: with every journey through the built site.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBareCopy } from './bare-copy.mjs';
import { requireBrowser } from './browser.mjs';
import { runLanes } from './lanes.mjs';
import { installIfNeeded, PROJECT, requireNode, run } from './setup.mjs';

/** One way through each thing that people come for: importing to exporting, by mouse and by keys, and tuning to asking. */
const MAIN_JOURNEYS = ['main-job', 'keyboard', 'policy', 'tune-keyboard'];
const isAll = process.argv.includes('--all');

requireNode();
installIfNeeded();
process.env['CHROMIUM'] = requireBrowser();
console.log(`Browser: ${process.env['CHROMIUM']}`);

// A build that fails needs no test, and checks and tests without a browser can't disturb each other.
run('npm', ['run', 'build']);
const bare = process.env['CI'] ? makeBareCopy() : undefined;
const isFine = await runLanes([
  { name: 'Tests in Node', commands: [vitest(['node', 'store'])], cwd: bare },
  { name: 'Checks', commands: [['npm', 'run', 'check']] },
]);
// The copy has no real files beside it: what uses them runs here too.
const withFiles =
  bare === undefined || (await runLanes([{ name: 'Tests over real files', commands: [overRealFiles()] }]));
if (!isFine || !withFiles) process.exit(1);
const main = ['test/browser/', ...MAIN_JOURNEYS.map((name) => `test/journeys/${name}.test.ts`)];
const journeys = isAll ? vitest(['browser', 'journeys', 'alone']) : vitest(['browser', 'journeys'], main);
const isWhole = await runLanes([{ name: 'Journeys', commands: [journeys] }]);
if (!isWhole) process.exit(1);

/** @param {readonly string[]} projects @param {readonly string[]} files all where none is named */
function vitest(projects, files = []) {
  return ['npx', '--no', 'vitest', 'run', ...projects.flatMap((name) => ['--project', name]), ...files];
}

/** The tests in Node that ask for real files. */
function overRealFiles() {
  const tests = readdirSync(join(PROJECT, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => join('test', name))
    .filter((name) => name.endsWith('.test.ts') && readFileSync(join(PROJECT, name), 'utf8').includes('real-files.ts'));
  return vitest(['node', 'store'], tests);
}
