import { afterEach, describe, expect, it } from 'vitest';
import { awaitSignIn, newState, signInUrl } from '../../src/services/sign-in.ts';

const TOKEN = 'ya29.canary-token';
const channels: BroadcastChannel[] = [];

afterEach(() => {
  for (const channel of channels.splice(0)) channel.close();
});

/** What stands in for the page that Google leads back to. */
function pageOf(state: string): BroadcastChannel {
  const channel = new BroadcastChannel(`lapidary sign-in ${state}`);
  channels.push(channel);
  return channel;
}

/** Time enough for a message to come, had it been heard. */
function aMoment(): Promise<'nothing yet'> {
  return new Promise((resolve) => setTimeout(resolve, 50, 'nothing yet'));
}

describe('the address of the sign-in page', () => {
  it('asks Google for a token of the user’s own client, and for nothing else', () => {
    const redirectUri = 'https://lapidary.example/tools/oauth.html';
    const url = new URL(signInUrl({ clientId: ' 12-ab.apps.googleusercontent.com ', redirectUri, state: 's&t' }));
    expect(`${url.origin}${url.pathname}`).toBe('https://accounts.google.com/o/oauth2/v2/auth');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '12-ab.apps.googleusercontent.com',
      redirect_uri: redirectUri,
      response_type: 'token',
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      state: 's&t',
    });
  });

  it('bears a state that is new each time and passes as one for the page', () => {
    const states = Array.from({ length: 100 }, newState);
    expect(new Set(states).size).toBe(100);
    expect(states.filter((state) => !/^[\w-]{16,}$/.test(state))).toEqual([]);
  });
});

describe('waiting for a sign-in', () => {
  it('ends with the token, and lets the page know', async () => {
    const state = newState();
    const coming = awaitSignIn(state, new AbortController().signal);
    const page = pageOf(state);
    const heard = new Promise((resolve) => (page.onmessage = ({ data }) => resolve(data)));
    page.postMessage({ state, token: TOKEN, expiresInSeconds: 3599, error: null });
    expect(await coming).toEqual({ kind: 'signed-in', token: TOKEN, expiresInSeconds: 3599 });
    expect(await heard).toBe('taken');
  });

  it('ignores what bears another state, and what is no answer', async () => {
    const state = newState();
    const giveUp = new AbortController();
    const coming = awaitSignIn(state, giveUp.signal);
    pageOf(newState()).postMessage({ state, token: TOKEN });
    const page = pageOf(state);
    for (const said of [{ state: newState(), token: TOKEN }, { token: TOKEN }, { state }, { state, token: '' }, null]) {
      page.postMessage(said);
    }
    page.postMessage(TOKEN);
    expect(await Promise.race([coming, aMoment()])).toBe('nothing yet');
    giveUp.abort();
    expect(await coming).toBeNull();
  });

  it('ends with Google’s reason where it refuses', async () => {
    const state = newState();
    const coming = awaitSignIn(state, new AbortController().signal);
    pageOf(state).postMessage({ state, token: null, expiresInSeconds: null, error: 'access_denied' });
    expect(await coming).toEqual({ kind: 'refused', error: 'access_denied' });
  });

  it('ends at once where it was given up before', async () => {
    expect(await awaitSignIn(newState(), AbortSignal.abort())).toBeNull();
  });
});
