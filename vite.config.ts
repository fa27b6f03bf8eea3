import { playwright } from '@vitest/browser-playwright';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import type { ProjectConfig } from 'vitest/node';
import { BROWSER_ARGS, findBrowser } from './.ci/browser.mjs';
import { offline } from './.ci/vite-offline.mjs';
import { securityPolicy } from './.ci/vite-policy.mjs';
import { rehearsal, rehearsalAddress } from './.ci/vite-rehearsal.mjs';

const MINUTE_MS = 60_000;

/** Unit tests, properties, the store on fake-indexeddb, and the house itself. */
const node: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'node',
    environment: 'node',
    include: ['test/{core,store,services,jobs,state,ui,workers,emulator,house}/**/*.test.ts'],
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

/** Journeys to Google, which the emulator plays. They mostly wait and measure nothing, so two at a time. */
const GOOGLE = 'test/journeys/{tune-*,sign-in,rehearsal}.test.ts';
const google = siteProject('google', GOOGLE, {
  testTimeout: 2 * MINUTE_MS,
  maxWorkers: 2,
  sequence: { groupOrder: 2 },
});
/** The built site as its users meet it, driven through Playwright. */
const journeys = siteProject('journeys', 'test/journeys/**/*.test.ts', {
  testTimeout: 2 * MINUTE_MS,
  exclude: [GOOGLE],
});
/** Long runs, which `npm test` leaves out. */
const soak = siteProject('soak', 'test/journeys/**/*.soak.ts', { testTimeout: 60 * MINUTE_MS });
const bench = siteProject('bench', 'test/bench/**/*.run.ts', { testTimeout: 30 * MINUTE_MS });

export default defineConfig(({ mode }) => ({
  // Relative, so that the site also works from a sub-path.
  base: './',
  // Fixed when the site is built, never read from storage or an address.
  define: { __REHEARSAL__: JSON.stringify(rehearsalAddress(mode)) },
  plugins: [svelte(), securityPolicy(), rehearsal(), offline()],
  build: {
    target: 'es2023',
    // A data: URL is no URL that the content policy lets a page fetch or start.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  // All at once at the start: a package that is found later reloads the page under a running test.
  optimizeDeps: { entries: ['index.html', 'workers/**/*.ts', 'test/browser/**/*.ts'] },
  test: {
    expect: { requireAssertions: true },
    projects: [node, browser, google, journeys, soak, bench],
  },
}));

/** One browser at a time, unless `own` says otherwise: most measure, or kill it, and must not disturb each other. */
function siteProject(name: string, include: string, own: ProjectConfig): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      environment: 'node',
      include: [include],
      globalSetup: ['test/support/require-build.ts'],
      hookTimeout: MINUTE_MS,
      // A second, the usual, is little for a browser on a busy machine.
      expect: { requireAssertions: true, poll: { timeout: 15_000 } },
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
