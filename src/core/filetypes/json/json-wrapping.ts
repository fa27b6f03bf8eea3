/** What a JavaScript file that holds data begins with: `window.YTD.tweets.part0 = `, `export default `. */
const ASSIGNED = /^\s*(?:(?:var|let|const)\s+)?[\w$]+(?:\.[\w$]+|\[["']?\w+["']?\])*\s*=\s*(?=[[{])/;
const EXPORTED = /^\s*export\s+default\s+(?=[[{])/;
/** Comes before each value of a JSON text sequence. Source: RFC 7464. */
const SEPARATOR = '\x1e';

export type Wrapping = 'assignment' | 'separators';

/** What is around the JSON of a file, by its beginning; null where there is nothing. */
export function wrappingOf(head: string): Wrapping | null {
  if (/^\s*\x1e/.test(head)) return 'separators';
  return ASSIGNED.test(head) || EXPORTED.test(head) ? 'assignment' : null;
}

/** The head of a file with spaces in place of what is around its JSON. */
export function unwrapHead(head: string): string {
  return new Unwrapper().push(head, false);
}

/**
 * Lays spaces over what is around the JSON of a file, so that all places in it stay true: an assignment and the semicolon
 * behind it, or record separators.
 */
export class Unwrapper {
  #wrapping: Wrapping | null | undefined;
  /** What may be the semicolon at the end. */
  #held = '';

  push(text: string, last: boolean): string {
    const isFirst = this.#wrapping === undefined;
    this.#wrapping ??= wrappingOf(text);
    if (this.#wrapping === null) return text;
    if (this.#wrapping === 'separators') return text.replaceAll(SEPARATOR, ' ');
    let all = this.#held + text;
    if (isFirst) all = all.replace(ASSIGNED, spaces).replace(EXPORTED, spaces);
    if (last) return all.replace(/;\s*$/, (end) => ` ${end.slice(1)}`);
    const end = /;?\s*$/.exec(all)?.index ?? all.length;
    this.#held = all.slice(end);
    return all.slice(0, end);
  }
}

function spaces(written: string): string {
  return written.replace(/\S/g, ' ');
}
