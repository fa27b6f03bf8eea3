/** The one scope that tuning asks for; it covers Cloud Storage and the Gemini API, too. */
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const SIGN_IN_PAGE = 'https://accounts.google.com/o/oauth2/v2/auth';

export interface SignInRequest {
  /** The user's own OAuth client of the type "Web application". */
  readonly clientId: string;
  /** Our `oauth.html`, as the client lists it under "Authorized redirect URIs". */
  readonly redirectUri: string;
  /** From `newState`. */
  readonly state: string;
}

/** What Google's page said in the end. */
export type SignInAnswer =
  | { readonly kind: 'signed-in'; readonly token: string; readonly expiresInSeconds: number | null }
  /** `access_denied`, for one. */
  | { readonly kind: 'refused'; readonly error: string };

/**
 * Where Google asks whether we may act for the user. It leads back to `redirectUri` with an access token for an hour in the
 * fragment. Our page wipes it at once, but browsers may have noted the address in their own history file by then (Chromium
 * does): a pasted token leaves no such trace. Without a server there is no other way that Google offers.
 */
export function signInUrl({ clientId, redirectUri, state }: SignInRequest): string {
  const url = new URL(SIGN_IN_PAGE);
  const query = { client_id: clientId.trim(), redirect_uri: redirectUri, response_type: 'token', scope: SCOPE, state };
  url.search = new URLSearchParams(query).toString();
  return url.href;
}

/** A name for one sign-in that nobody can guess: an answer that doesn't bear it was not asked for. */
export function newState(): string {
  return crypto.randomUUID();
}

/**
 * Waits for what `public/oauth.js` hands over, which no opener could hear through our Cross-Origin-Opener-Policy. null
 * where the signal gives up first. Call it before the window opens.
 */
export function awaitSignIn(state: string, signal: AbortSignal): Promise<SignInAnswer | null> {
  const channel = new BroadcastChannel(`lapidary sign-in ${state}`);
  return new Promise((resolve) => {
    const end = (answer: SignInAnswer | null) => {
      channel.onmessage = null;
      channel.close();
      signal.removeEventListener('abort', giveUp);
      resolve(answer);
    };
    const giveUp = () => end(null);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const answer = readAnswer(data, state);
      if (answer === null) return;
      channel.postMessage('taken');
      end(answer);
    };
  });
}

/** null for what isn't the answer that this state waits for. */
function readAnswer(data: unknown, state: string): SignInAnswer | null {
  if (typeof data !== 'object' || data === null) return null;
  const said = data as Record<string, unknown>; // any object has members, perhaps none of these
  if (said['state'] !== state) return null;
  const { token, expiresInSeconds: seconds, error } = said;
  if (typeof token === 'string' && token !== '') {
    return { kind: 'signed-in', token, expiresInSeconds: typeof seconds === 'number' ? seconds : null };
  }
  return typeof error === 'string' ? { kind: 'refused', error } : null;
}
