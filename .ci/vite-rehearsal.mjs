// The rehearsal: a build of its own in which an emulator on this machine plays Google, so that anyone can try the whole
// loop without a key. Its address is fixed here; a site that was built for Google never has it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const REHEARSAL_MODE = 'rehearsal';
export const EMULATOR_PORT = 5276;
const EMULATOR = `http://127.0.0.1:${EMULATOR_PORT}`;
const GOOGLE_HOSTS = /https:\/\/[a-z0-9.-]+\.googleapis\.com/g;

/** What stands for `__REHEARSAL__` in a build. @param {string} mode */
export function rehearsalAddress(mode) {
  return mode === REHEARSAL_MODE ? EMULATOR : '';
}

/**
 * The content policy of a build: that of a rehearsal names the emulator instead of Google.
 * @param {string} text @param {string} mode
 */
export function policyFor(text, mode) {
  if (mode !== REHEARSAL_MODE) return text;
  let isFirst = true;
  return text.replace(GOOGLE_HOSTS, () => {
    const host = isFirst ? EMULATOR : '';
    isFirst = false;
    return host;
  });
}

/** Writes the rehearsal's policy into the built `_headers`. @returns {import('vite').Plugin} */
export function rehearsal() {
  let mode = '';
  let folder = '';
  return {
    name: 'lapidary:rehearsal',
    apply: 'build',
    configResolved(config) {
      mode = config.mode;
      folder = join(config.root, config.build.outDir);
    },
    writeBundle: {
      // Before the release is stamped, which has the policy in it.
      order: 'pre',
      handler() {
        const file = join(folder, '_headers');
        writeFileSync(file, policyFor(readFileSync(file, 'utf8'), mode));
      },
    },
  };
}
