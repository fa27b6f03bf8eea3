import type { BrowserContext } from 'playwright';

/** Chromium has no switch for its clock: `Date` is the only clock that the program reads but for durations. */
const HOOK = `{
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...values) {
      if (values.length === 0) super(Right.now() + SHIFT_MS);
      else super(...values);
    }
    static now() {
      return Right.now() + SHIFT_MS;
    }
  };
}
`;

/** Sets the clock of all pages and workers of a browser wrong by so much, before its first page. */
export async function shiftClock(context: BrowserContext, shiftMs: number): Promise<void> {
  const hook = HOOK.replaceAll('SHIFT_MS', String(shiftMs));
  await context.addInitScript(hook);
  // What a service worker serves from its cache can't be changed.
  await context.route(/service-worker/, (route) => route.abort());
  await context.route(/\.worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: hook + (await response.text()) });
  });
}
