// Runs commands beside each other, so that a machine with two cores is busy with both.
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { PROJECT } from './setup.mjs';

/**
 * @typedef {object} Lane
 * @property {string} name
 * @property {readonly (readonly string[])[]} commands run one after another, up to the first that fails
 * @property {string | undefined} [cwd] the project by default
 */

/**
 * Runs the lanes at the same time. The output of each is shown in one piece: that of the first while it runs, that of
 * the others once they have ended. All go on to their own end where one fails.
 * @param {readonly Lane[]} lanes
 * @returns {Promise<boolean>} whether every command succeeded
 */
export async function runLanes(lanes) {
  const [first, ...others] = lanes;
  if (first === undefined) return true;
  const hidden = others.map((lane) => ({ lane, ended: runLane(lane, 'pipe') }));
  const results = [await runLane(first, 'inherit')];
  for (const { lane, ended } of hidden) {
    const result = await ended;
    console.log(`\n── ${lane.name} ──\n${result.output}`);
    results.push(result);
  }
  const failed = results.filter(({ failure }) => failure !== '');
  for (const { failure } of failed) console.error(`\n${failure}`);
  return failed.length === 0;
}

/** @param {Lane} lane @param {'inherit' | 'pipe'} output */
async function runLane({ commands, cwd = PROJECT }, output) {
  let text = '';
  for (const command of commands) {
    const started = performance.now();
    const { code, said } = await runCommand(command, cwd, output);
    const seconds = Math.round((performance.now() - started) / 1000);
    text += `${said}${command.join(' ')}: ${seconds} s\n`;
    if (code !== 0) return { output: text, failure: `"${command.join(' ')}" failed.` };
  }
  return { output: text, failure: '' };
}

/**
 * @param {readonly string[]} command
 * @param {string} cwd
 * @param {'inherit' | 'pipe'} output
 * @returns {Promise<{ code: number, said: string }>}
 */
function runCommand([program = '', ...args], cwd, output) {
  return new Promise((resolve) => {
    let said = '';
    // npm is a .cmd file on Windows, which only a shell can start.
    const child = spawn(program, args, {
      cwd,
      stdio: ['inherit', output, output],
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ piece) => (said += piece));
    }
    child.on('error', (error) => resolve({ code: 1, said: `${said}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, said }));
  });
}
