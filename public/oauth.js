// Where Google's sign-in page leads back to, in a window of its own: hands what stands in the address's fragment to the
// tab that asked for it, and closes. A tab that is cut off from its opener, as ours are, hears only a channel.
const answer = new URLSearchParams(location.hash.slice(1));
// First of all, so that the token stands neither in the address nor in the window's history.
history.replaceState(null, '', location.pathname);

const WORDS = {
  byHand: 'This page takes part in signing in with Google. There is nothing to see here: you can close it.',
  taken: 'Signed in. You can close this window.',
  refused: 'Google did not sign you in. You can close this window.',
  nobody:
    'No Lapidary tab is waiting for this sign-in any more. Nothing was kept: close this window and sign in again.',
};
/** How long the tab that asked has to say that it has taken the answer. */
const PATIENCE_MS = 3_000;

const state = answer.get('state') ?? '';
const token = answer.get('access_token');
// The state is random, and only the tab that made it listens on the channel of that name.
const isAnswer = /^[\w-]{16,}$/.test(state) && (token !== null || answer.has('error'));

if (isAnswer) handOver();
else say(WORDS.byHand);

function handOver() {
  const channel = new BroadcastChannel(`lapidary sign-in ${state}`);
  const givenUp = setTimeout(() => {
    channel.close();
    say(WORDS.nobody);
  }, PATIENCE_MS);
  channel.onmessage = ({ data }) => {
    if (data !== 'taken') return;
    clearTimeout(givenUp);
    channel.close();
    say(token === null ? WORDS.refused : WORDS.taken);
    window.close();
  };
  const seconds = Number(answer.get('expires_in'));
  channel.postMessage({ state, token, expiresInSeconds: seconds > 0 ? seconds : null, error: answer.get('error') });
}

/** @param {string} words */
function say(words) {
  const show = () => {
    document.querySelector('[role=status]').textContent = words;
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show);
  else show();
}
