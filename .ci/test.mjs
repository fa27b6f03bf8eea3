// npm test: everything that must hold, on a fresh clone, in a real browser.
import { requireBrowser } from './browser.mjs';
import { installIfNeeded, requireNode, run } from './setup.mjs';

requireNode();
installIfNeeded();
process.env['CHROMIUM'] = requireBrowser();
console.log(`Browser: ${process.env['CHROMIUM']}`);
run('npm', ['run', 'check']);
run('npm', ['run', 'build']);
const projects = ['node', 'browser', 'google', 'journeys'].flatMap((name) => ['--project', name]);
run('npx', ['--no', 'vitest', 'run', ...projects]);
