import { createServer } from 'node:http';
import type { Page, Worker } from 'playwright';

/** A site that anyone may read, in the place of an attacker's. */
export interface ForeignSite {
  readonly url: string;
  /** The paths asked for so far. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function serveForeignSite(): Promise<ForeignSite> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const type = request.url === '/' ? 'text/html' : 'text/javascript';
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': type }).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the foreign site has no port');
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => {
        closed();
      });
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${String(address.port)}/`, asked, close };
}

export type Outcome = 'ran' | 'blocked';

/** What a script that got into a page or worker would try: to send, to load more code, to run text as code. */
export function tryToBreakOut(target: Page | Worker, foreign: string): Promise<Record<string, Outcome>> {
  // Both have `evaluate`, but TypeScript can't call a union of overloads.
  return (target as Page).evaluate(`(${ATTEMPTS})(${JSON.stringify(foreign)})`);
}

// Text, because Vitest rewrites `import()` in functions. The debugger that runs this may use eval whatever the policy
// says; a timer's callback may not.
const ATTEMPTS = `async (foreign) => {
  const attempt = (work) => new Promise((done) => {
    setTimeout(() => Promise.resolve().then(work).then(() => done('ran'), () => done('blocked')));
  });
  return {
    fetch: await attempt(() => fetch(foreign + 'sent')),
    import: await attempt(() => import(foreign + 'code.js')),
    eval: await attempt(() => (0, eval)('1')),
  };
}`;
