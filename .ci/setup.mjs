// What `npm start` and `npm test` do before their own work, so that a fresh clone needs no other command.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Ends the process where Node is too old to run the tools. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node ${process.versions.node} is too old: take Node 20.19 or newer (https://nodejs.org).`);
  process.exit(1);
}

/** Runs `npm ci` unless node_modules already holds what the lockfile names. */
export function installIfNeeded() {
  if (isInstalled()) return;
  console.log('Installing what package-lock.json names (npm ci) …');
  run('npm', ['ci']);
}

/**
 * Compares versions, not file times: a checkout or a copy gives every file a new time.
 */
function isInstalled() {
  const hidden = new URL('../node_modules/.package-lock.json', import.meta.url);
  if (!existsSync(hidden)) return false;
  const wanted = readPackages(new URL('../package-lock.json', import.meta.url));
  const present = readPackages(hidden);
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || present[path]?.version === entry.version,
  );
}

/** @param {URL} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function readPackages(file) {
  const lock = /** @type {{ packages: ReturnType<typeof readPackages> }} */ (JSON.parse(readFileSync(file, 'utf8')));
  return lock.packages;
}

/**
 * Runs a command in the project with its output shown; ends the process with the command's exit code if it fails.
 * @param {string} command
 * @param {readonly string[]} args
 */
export function run(command, args) {
  // npm is a .cmd file on Windows, which only a shell can start.
  const result = spawnSync(command, args, { cwd: PROJECT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status === 0) return;
  console.error(`\n"${[command, ...args].join(' ')}" failed${result.error ? `: ${result.error.message}` : ''}.`);
  process.exit(result.status ?? 1);
}
