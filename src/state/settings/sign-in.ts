import { awaitSignIn, newState, signInUrl } from '../../services/sign-in.ts';

const FEATURES = 'popup,width=520,height=680';
/** How long somebody may take to choose an account and read what is asked. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Opens Google's sign-in page in a window of its own, for the user's own OAuth client, and gives the access token; null
 * where Google refused, or nobody finished. Call it from a click: browsers block other windows. Whether the window was
 * closed can't be seen through our Cross-Origin-Opener-Policy, so that a second click gives up the first sign-in.
 */
export async function signIn(clientId: string): Promise<string | null> {
  current.abort();
  current = new AbortController();
  const state = newState();
  const redirectUri = new URL('oauth.html', document.baseURI).href;
  const coming = awaitSignIn(state, AbortSignal.any([current.signal, AbortSignal.timeout(PATIENCE_MS)]));
  if (window.open(signInUrl({ clientId, redirectUri, state }), '_blank', FEATURES) === null) current.abort();
  const answer = await coming;
  return answer?.kind === 'signed-in' ? answer.token : null;
}

let current = new AbortController();
