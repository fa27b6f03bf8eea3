/** "#/datasets/a%20b/rows?q=tea" → ["datasets", "a b", "rows"]. */
export function readHash(hash: string): readonly string[] {
  return splitHash(hash)
    .path.split('/')
    .filter((part) => part !== '')
    .map(decode);
}

/** "#/datasets/a/rows?q=tea" → "q=tea". */
export function readQuery(hash: string): string {
  return splitHash(hash).query;
}

/** The address of a page: ["datasets", "a b"] → "#/datasets/a%20b". */
export function hashOf(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/**
 * What a page adds to its address, as URLSearchParams read it: [["q", "green tea"]] → "q=green+tea". Signs that no browser
 * needs escaped are left as they are, so that people can read it.
 */
export function queryOf(params: readonly (readonly [string, string])[]): string {
  return params.map(([name, value]) => `${plainly(name)}=${plainly(value)}`).join('&');
}

function plainly(text: string): string {
  return encodeURIComponent(text).replace(/%(20|3A|2C|40|2F)/g, (escaped) => PLAIN[escaped] ?? escaped);
}

const PLAIN: Readonly<Record<string, string>> = { '%20': '+', '%3A': ':', '%2C': ',', '%40': '@', '%2F': '/' };

function splitHash(hash: string): { readonly path: string; readonly query: string } {
  const [path = '', ...query] = hash.replace(/^#?\/?/, '').split('?');
  return { path, query: query.join('?') };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a lone % that somebody typed
  }
}

/** Where in the program the user is: the address after the #. */
export class Router {
  path = $state.raw<readonly string[]>([]);
  /** What the page has added to its address, without the question mark. */
  query = $state('');

  /** Follows the address bar; returns how to stop. */
  listen(): () => void {
    addEventListener('hashchange', this.#read);
    this.#read();
    return () => {
      removeEventListener('hashchange', this.#read);
    };
  }

  go = (...parts: readonly string[]): void => {
    location.hash = hashOf(...parts);
  };

  /** Writes down what the page shows. `push` where Back is to come back to what it showed before. */
  note = (query: string, how: 'push' | 'replace'): void => {
    if (query === this.query) return;
    const url = `${hashOf(...this.path)}${query === '' ? '' : `?${query}`}`;
    if (how === 'push') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
    this.query = query;
  };

  readonly #read = (): void => {
    const path = readHash(location.hash);
    // The same list where it is the same page: nothing that follows it begins again for another query.
    if (path.join('\n') !== this.path.join('\n')) this.path = path;
    this.query = readQuery(location.hash);
  };
}
