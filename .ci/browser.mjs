// Finds a Chromium for the tests: Playwright's own download is not used.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Debian's Chromium without the parts that draw a browser around the page: the same engine, and a third to a half less
 * work for a journey. By its path: what is on the PATH is a script, which can be killed without the browser.
 */
const HEADLESS_SHELL = '/usr/lib/chromium/chromium-headless-shell';
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PROGRAMS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/**
 * Root may not use Chromium's sandbox, and containers that run tests seldom allow it. The rest keeps the browser from
 * calling home while a test watches the network.
 */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const INSTALL = ['install', '-y', '-q', '--no-install-recommends'];

/** The browser named by $CHROMIUM, else an installed one. @returns {string | undefined} */
export function findBrowser() {
  return process.env['CHROMIUM'] ?? candidates().find((path) => existsSync(path));
}

/** @returns {string[]} */
function candidates() {
  if (process.platform === 'darwin') return MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  if (process.platform === 'win32') {
    const roots = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']];
    return roots.flatMap((root) => (root ? WINDOWS_PROGRAMS.map((program) => join(root, program)) : []));
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [HEADLESS_SHELL, ...found];
}

/**
 * A browser's path, installing Debian's headless shell where nothing else is there and it can be done without asking.
 * Ends the process with advice where there is none.
 */
export function requireBrowser() {
  const found = findBrowser();
  if (found !== undefined && existsSync(found)) return found;
  if (found !== undefined) return giveUp(`CHROMIUM names "${found}", and no such file exists.`);
  if (canInstall()) {
    console.log("No browser found; installing Debian's chromium-headless-shell …");
    const quiet = {
      stdio: /** @type {const} */ ('inherit'),
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-q'], quiet);
    // An older Debian may not have it apart.
    const packages = ['chromium-headless-shell', 'chromium'];
    packages.some((name) => spawnSync('apt-get', [...INSTALL, name], quiet).status === 0);
  }
  return findBrowser() ?? giveUp('No Chrome, Chromium or Edge was found.');
}

function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {string} reason @returns {never} */
function giveUp(reason) {
  console.error(`${reason} The tests run in a real browser: install one, or name it with CHROMIUM=/path/to/chrome.`);
  process.exit(1);
}
