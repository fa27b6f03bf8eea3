import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { serveSite, type Site } from '../support/server.ts';

const TOKEN = 'ya29.canary-token_0123456789';
const STATE = '0d9c5a7e-2f61-4f0b-9d3c-6a1b2c3d4e5f';

let browser: Browser;
let context: BrowserContext;
let google: Server;
let googleUrl: string;
let leadsTo = '';

beforeAll(async () => {
  browser = await launchBrowser();
  // Stands in for Google's page: whoever is sent there is sent on at once.
  google = createServer((_, response) => {
    response.writeHead(302, { Location: leadsTo }).end();
  });
  await new Promise<void>((resolve) => google.listen(0, '127.0.0.1', resolve));
  const { port } = google.address() as AddressInfo; // what a server that listens on TCP has
  googleUrl = `http://127.0.0.1:${port}/`;
});

afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => google.close(resolve));
});

beforeEach(async () => {
  context = await browser.newContext();
});

afterEach(async () => {
  await context.close();
});

function answerOf(site: Site, members: Record<string, string>): string {
  return `${site.url}oauth.html#${new URLSearchParams({ token_type: 'Bearer', ...members }).toString()}`;
}

async function open(site: Site): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page;
}

/** Listens in the page as `awaitSignIn` does, and keeps all that comes. */
function listen(page: Page, state: string, isSaying = true): Promise<void> {
  return page.evaluate(
    ({ state, isSaying }) => {
      const heard: unknown[] = [];
      const channel = new BroadcastChannel(`lapidary sign-in ${state}`);
      channel.onmessage = ({ data }) => {
        heard.push(data);
        if (isSaying) channel.postMessage('taken');
      };
      Object.assign(globalThis, { heard, channel });
    },
    { state, isSaying },
  );
}

function heardBy(page: Page): Promise<unknown[]> {
  return page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard); // set by `listen`
}

/** Opens Google's page from ours, as a click does; it leads back to `answer`. */
async function signIn(page: Page, answer: string): Promise<Page> {
  leadsTo = answer;
  const coming = context.waitForEvent('page');
  await page.evaluate((url) => {
    window.open(url, '_blank', 'popup,width=500,height=500');
  }, googleUrl);
  return coming;
}

async function historyOf(page: Page): Promise<string> {
  const session = await context.newCDPSession(page);
  return JSON.stringify(await session.send('Page.getNavigationHistory'));
}

describe.each([
  ['a host that sends the headers', { headers: true, base: '/' }],
  ['a host that sends none, in a sub-path', { headers: false, base: '/tools/lapidary/' }],
])('signing in, on %s', (_, options) => {
  let site: Site;

  beforeAll(async () => {
    site = await serveSite(options);
  });
  afterAll(async () => {
    await site.close();
  });

  it('hands the token to the tab that asked, and ends', async () => {
    const page = await open(site);
    await listen(page, STATE);
    const window = await signIn(page, answerOf(site, { access_token: TOKEN, expires_in: '3599', state: STATE }));
    await expect
      .poll(() => heardBy(page))
      .toEqual([{ state: STATE, token: TOKEN, expiresInSeconds: 3599, error: null }]);
    const closed = () => window.isClosed() || window.getByText('Signed in. You can close this window.').isVisible();
    await expect.poll(closed).toBe(true);
  });

  it('leaves the token neither in the address, nor in the history, nor on the page', async () => {
    const page = await open(site);
    const window = await signIn(page, answerOf(site, { access_token: TOKEN, expires_in: '3599', state: STATE }));
    await window.getByText('No Lapidary tab is waiting').waitFor();
    expect(await window.evaluate(() => [location.hash, location.search, JSON.stringify(history.state)])).toEqual([
      '',
      '',
      'null',
    ]);
    const entries = await historyOf(window);
    expect(entries).toContain('oauth.html');
    expect(entries).not.toContain('canary');
    expect(await window.content()).not.toContain('canary');
    const stored = await window.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(stored).not.toContain('canary');
  });

  it('says nothing to a tab that waits for another sign-in', async () => {
    const page = await open(site);
    await listen(page, STATE);
    const window = await context.newPage();
    await window.goto(answerOf(site, { access_token: TOKEN, state: STATE.replace('0', '1') }));
    await window.getByText('No Lapidary tab is waiting').waitFor();
    expect(await heardBy(page)).toEqual([]);
  });

  it('tells of a refusal', async () => {
    const page = await open(site);
    await listen(page, STATE);
    const window = await context.newPage();
    await window.goto(answerOf(site, { error: 'access_denied', state: STATE }));
    await window.getByText('Google did not sign you in.').waitFor();
    expect(await heardBy(page)).toEqual([
      { state: STATE, token: null, expiresInSeconds: null, error: 'access_denied' },
    ]);
  });

  it.each(['', '#', '#access_token=x', '#state=0d9c5a7e-2f61-4f0b-9d3c', '#access_token=x&state=short', '?code=1'])(
    'is explained to whoever opens the page by hand: oauth.html%s',
    async (rest) => {
      const window = await context.newPage();
      await window.goto(`${site.url}oauth.html${rest}`);
      await window.getByText('takes part in signing in with Google').waitFor();
      expect(new URL(window.url()).search + new URL(window.url()).hash).toBe('');
    },
  );

  it('is answered by its own page from the service worker too, and not by the app', async () => {
    const page = await open(site);
    await context.setOffline(true);
    const window = await context.newPage();
    await window.goto(`${site.url}oauth.html`);
    await window.getByText('takes part in signing in with Google').waitFor();
    expect(await window.locator('#app').count()).toBe(0);
    await page.close();
  });
});

describe('signing in from Settings', () => {
  let site: Site;
  let asked: URL[];

  beforeAll(async () => {
    site = await serveSite();
  });
  afterAll(async () => {
    await site.close();
  });
  beforeEach(() => {
    asked = [];
  });

  /** Answers as Google's page, in one way or the other. */
  async function answerAs(members: Record<string, string>): Promise<void> {
    await context.unrouteAll();
    await context.route('https://accounts.google.com/**', (route) => {
      const url = new URL(route.request().url());
      asked.push(url);
      const query = Object.fromEntries(url.searchParams);
      const answer = new URLSearchParams({ ...members, state: query['state'] ?? '' });
      const leadsTo = JSON.stringify(`${query['redirect_uri'] ?? ''}#${answer.toString()}`);
      return route.fulfill({ contentType: 'text/html', body: `<script>location.replace(${leadsTo})</script>` });
    });
  }

  it('asks for the user’s own client, and holds the token that comes back', async () => {
    const page = await open(site);
    await page.goto(`${site.url}#/settings`);
    await page.getByText('Sign in instead of pasting a token').click();
    const button = page.getByRole('button', { name: 'Sign in with Google' });
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel('OAuth client ID').fill('12-ab.apps.googleusercontent.com');

    await answerAs({ error: 'access_denied' });
    await button.click();
    await page.getByText('Not signed in.').waitFor();

    await answerAs({ access_token: TOKEN, expires_in: '3599' });
    await button.click();
    await page.getByText('The token is held in this tab’s memory.').waitFor();
    expect(asked.map(({ searchParams }) => [searchParams.get('client_id'), searchParams.get('redirect_uri')])).toEqual([
      ['12-ab.apps.googleusercontent.com', `${site.url}oauth.html`],
      ['12-ab.apps.googleusercontent.com', `${site.url}oauth.html`],
    ]);
    const [first, second] = asked.map(({ searchParams }) => searchParams.get('state'));
    expect(first).not.toBe(second);
    expect(await page.content()).not.toContain('canary');
    expect(page.url()).not.toContain('canary');
  });
});

describe('the sign-in page', () => {
  it('runs no other script, on a host that sends no headers either', async () => {
    const site = await serveSite({ headers: false });
    const window = await context.newPage();
    await window.goto(`${site.url}oauth.html`);
    const outcome = await window.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.textContent = 'globalThis.broken = true';
        document.head.append(script);
      } catch {
        return 'refused';
      }
      return (globalThis as { broken?: true }).broken === true ? 'ran' : 'refused'; // set by the script, if it ran
    });
    expect(outcome).toBe('refused');
    await site.close();
  });
});
