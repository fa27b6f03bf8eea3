// A copy of the tree as a fresh clone has it: tracked files, and nothing of what is beside the project here.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from './setup.mjs';

/** Makes the copy in a folder of its own, and removes it when the process ends. @returns {string | undefined} */
export function makeBareCopy() {
  // Also what is not committed yet; outside of a repository there is no list to go by.
  const list = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (list.status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'lapidary-bare-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const copy = join(folder, 'lapidary');
  for (const file of list.stdout.split('\0').filter((name) => name !== '' && existsSync(join(PROJECT, name)))) {
    if (file !== 'node_modules') cpSync(join(PROJECT, file), join(copy, file));
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}
