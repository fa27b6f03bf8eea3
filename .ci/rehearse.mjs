// npm run rehearse: the whole loop without a key. Builds the site for an emulator of Google's services and serves both.
import { join } from 'node:path';
import { installIfNeeded, PROJECT, requireNode, run } from './setup.mjs';
import { EMULATOR_PORT, REHEARSAL_MODE } from './vite-rehearsal.mjs';

const FOLDER = 'dist-rehearsal';
const PORT = Number(process.env['PORT'] ?? 5275);

requireNode();
installIfNeeded();
run('npx', ['--no', 'vite', 'build', '--mode', REHEARSAL_MODE, '--outDir', FOLDER, '--logLevel', 'warn']);

const { createServer } = await import('vite');
const vite = await createServer({
  root: PROJECT,
  configFile: false,
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false },
});
/** @typedef {{ startEmulator: (options: object) => Promise<{ origin: string }> }} Emulators */
// The cast: a module that Vite loads has no type here.
const { startEmulator } = /** @type {Emulators} */ (await vite.ssrLoadModule('/test/emulator/emulator.ts'));
const emulator = await startEmulator({ port: EMULATOR_PORT, tunable: true, key: 'rehearsal', token: 'rehearsal' });
const { serveFolder } = await import('./static-server.mjs');
const { url } = await serveFolder({ root: join(PROJECT, FOLDER), port: PORT });

console.log(`
The rehearsal is at ${url}
Google is played by an emulator at ${emulator.origin}: nothing leaves this machine, and nothing costs anything.

Type these in Settings:
  Gemini API key: rehearsal      Access token: rehearsal
  Project ID: lapidary-test      Bucket: lapidary-bucket      Region: us-central1

Then import a sample, open Tune, start a job and try the model. Stop with Ctrl+C.
`);
