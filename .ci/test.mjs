// npm test: everything that must hold, on a fresh clone, in a real browser.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBareCopy } from './bare-copy.mjs';
import { requireBrowser } from './browser.mjs';
import { runLanes } from './lanes.mjs';
import { installIfNeeded, PROJECT, requireNode, run } from './setup.mjs';

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
const isWhole = await runLanes([{ name: 'Journeys', commands: [vitest(['browser', 'journeys', 'alone'])] }]);
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
