/** "#/datasets/a%20b/rows" → ["datasets", "a b", "rows"]. */
export function readHash(hash: string): readonly string[] {
  return hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
}

/** The address of a page: ["datasets", "a b"] → "#/datasets/a%20b". */
export function hashOf(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
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

  /** Follows the address bar; returns how to stop. */
  listen(): () => void {
    const read = (): void => {
      this.path = readHash(location.hash);
    };
    read();
    addEventListener('hashchange', read);
    return () => {
      removeEventListener('hashchange', read);
    };
  }

  go = (...parts: readonly string[]): void => {
    location.hash = hashOf(...parts);
  };
}
