import { chromium, type Browser, type BrowserContext, type LaunchOptions } from 'playwright';
import { BROWSER_ARGS, requireBrowser } from '../../.ci/browser.mjs';

/** What to launch for a journey: the browser that `npm test` found, with more arguments where a test needs them. */
function launchOptions(args: readonly string[] = []): LaunchOptions {
  return { executablePath: requireBrowser(), args: [...BROWSER_ARGS, ...args] };
}

/** What a browser that someone looks at grants by itself, and the headless shell doesn't. */
export const GRANTED = ['clipboard-write'];

/** A browser without a profile: what it stores is gone when it closes. */
export function launchBrowser(args?: readonly string[]): Promise<Browser> {
  return chromium.launch(launchOptions(args));
}

/** A browser on a profile folder, which outlives it: for journeys that close, crash or restart it. */
export function launchProfile(folder: string, args?: readonly string[]): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...launchOptions(args), permissions: GRANTED });
}
