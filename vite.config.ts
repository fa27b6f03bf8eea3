import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import type { ProjectConfig } from 'vitest/node';
import { BROWSER_ARGS, findBrowser } from './.ci/browser.mjs';
import { assembly } from './.ci/vite-assembly.mjs';
import { offline } from './.ci/vite-offline.mjs';
import { securityPolicy } from './.ci/vite-policy.mjs';
import { rehearsal, rehearsalAddress } from './.ci/vite-rehearsal.mjs';

const MINUTE_MS = 60_000;
/** Vitest would leave one to itself, but has little to do while tests run. */
const CORES = availableParallelism();
/** Each has a browser, which takes more than one core at times. */
const BROWSERS = Math.min(CORES, 4);

const REQUIRE_BUILD = 'test/support/require-build.ts';
const WITH_ENGINE = [REQUIRE_BUILD, 'test/support/build-engine.ts'];

/** Unit tests and properties of what keeps no state in its modules: files share processes, so nothing is loaded twice. */
const node: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'node',
    environment: 'node',
    include: ['test/{core,words,services,ui,emulator}/**/*.test.ts'],
    isolate: false,
    maxWorkers: CORES,
    testTimeout: MINUTE_MS / 2,
  },
};

/** What keeps state in its modules: the store on fake-indexeddb, what stands on it, and the house itself. */
const store: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'store',
    environment: 'node',
    include: ['test/{store,jobs,state,workers,house}/**/*.test.ts'],
    maxWorkers: CORES,
    testTimeout: MINUTE_MS / 2,
  },
};

/** What needs a real browser: workers, IndexedDB, components. */
const browser: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'browser',
    include: ['test/browser/**/*.test.ts'],
    testTimeout: MINUTE_MS,
    sequence: { groupOrder: 1 },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { ...browserPath(), args: BROWSER_ARGS } }),
      instances: [{ browser: 'chromium' }],
    },
  },
};

/** What measures, kills a browser or fills its disk: one at a time, with the machine to itself. */
const ALONE = 'test/journeys/{engine-*,clean,tune-kill}.test.ts';
/** The built site as its users meet it, driven through Playwright; the emulator plays Google. */
const journeys = siteProject('journeys', 'test/journeys/**/*.test.ts', {
  testTimeout: 2 * MINUTE_MS,
  exclude: [ALONE],
  maxWorkers: BROWSERS,
  sequence: { groupOrder: 2 },
});
const alone = siteProject('alone', ALONE, { testTimeout: 2 * MINUTE_MS, globalSetup: WITH_ENGINE });
/** Long runs, which `npm test` leaves out. */
const soak = siteProject('soak', 'test/journeys/**/*.soak.ts', {
  testTimeout: 60 * MINUTE_MS,
  globalSetup: WITH_ENGINE,
});
const bench = siteProject('bench', 'test/bench/*.run.ts', {
  testTimeout: 30 * MINUTE_MS,
  globalSetup: WITH_ENGINE,
});
/** How well tables are read, which needs neither a browser nor the built site. */
const tables: TestProjectConfiguration = {
  extends: true,
  test: { name: 'tables', environment: 'node', include: ['test/bench/tables/*.run.ts'], testTimeout: 30 * MINUTE_MS },
};

export default defineConfig(({ mode }) => ({
  // Relative, so that the site also works from a sub-path.
  base: './',
  // Fixed when the site is built, never read from storage or an address.
  define: { __REHEARSAL__: JSON.stringify(rehearsalAddress(mode)) },
  plugins: [assembly(), svelte(), securityPolicy(), rehearsal(), offline()],
  build: {
    target: 'es2023',
    // A data: URL is no URL that the content policy lets a page fetch or start.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es', plugins: () => [assembly()] },
  // All at once at the start: a package that is found later reloads the page under a running test.
  optimizeDeps: { entries: ['index.html', 'workers/**/*.ts', 'test/browser/**/*.ts'] },
  test: {
    // A second, the usual, is little on a busy machine.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    projects: [node, store, browser, journeys, alone, soak, bench, tables],
  },
}));

/** One browser at a time, unless `own` says otherwise. */
function siteProject(name: string, include: string, own: ProjectConfig): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      environment: 'node',
      include: [include],
      globalSetup: [REQUIRE_BUILD],
      hookTimeout: MINUTE_MS,
      maxWorkers: 1,
      sequence: { groupOrder: 3 },
      ...own,
    },
  };
}

/** Without a path Playwright looks for a browser of its own, and says so where there is none. */
function browserPath(): { executablePath?: string } {
  const path = findBrowser();
  return path === undefined ? {} : { executablePath: path };
}
