import {
  COMMA,
  decodeString,
  endOfScalar,
  endOfString,
  isClosing,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipSpace,
} from './scan.ts';

/** Changes each string value before it is compared; keys stay as they are. */
export type StringChange = (text: string) => string;

/**
 * One spelling for all texts of equal JSON values: no white space, keys in order of their UTF-16 units, the last of equal
 * keys, strings as JSON.stringify writes them. Numbers keep their spelling, since parsing would make different ones equal.
 */
export function canonicalText(text: string, change?: StringChange): string {
  return new Canonical(text, change).value();
}

const SPELLED_IN_SEVERAL_WAYS = /[\\\ud800-\udfff]/;

/** One pass over the text: scanning each level again would make deep rows quadratic. */
class Canonical {
  readonly #text: string;
  readonly #change: StringChange | undefined;
  #at = 0;

  constructor(text: string, change: StringChange | undefined) {
    this.#text = text;
    this.#change = change;
  }

  value(): string {
    this.#at = skipSpace(this.#text, this.#at);
    switch (this.#text.charCodeAt(this.#at)) {
      case OPEN_BRACE:
        return this.#object();
      case OPEN_BRACKET:
        return this.#array();
      case QUOTE:
        return this.#string();
      default:
        return this.#take(endOfScalar(this.#text, this.#at));
    }
  }

  #object(): string {
    const members = new Map<string, string>();
    this.#each(() => {
      this.#at = skipSpace(this.#text, this.#at);
      const end = endOfString(this.#text, this.#at);
      const key = decodeString(this.#text, this.#at, end);
      this.#at = skipSpace(this.#text, end) + 1;
      members.set(key, this.value());
    });
    const parts = [...members.keys()].sort().map((key) => `${JSON.stringify(key)}:${members.get(key) ?? ''}`);
    return `{${parts.join(',')}}`;
  }

  #array(): string {
    const parts: string[] = [];
    this.#each(() => parts.push(this.value()));
    return `[${parts.join(',')}]`;
  }

  /** Steps over the brackets and commas, and reads what is between. */
  #each(read: () => void): void {
    this.#at = skipSpace(this.#text, this.#at + 1);
    if (isClosing(this.#text.charCodeAt(this.#at))) {
      this.#at++;
      return;
    }
    do {
      read();
      this.#at = skipSpace(this.#text, this.#at) + 1;
    } while (this.#text.charCodeAt(this.#at - 1) === COMMA);
  }

  #string(): string {
    const token = this.#take(endOfString(this.#text, this.#at));
    if (this.#change) return JSON.stringify(this.#change(decodeString(token, 0, token.length)));
    return SPELLED_IN_SEVERAL_WAYS.test(token) ? JSON.stringify(decodeString(token, 0, token.length)) : token;
  }

  #take(end: number): string {
    const token = this.#text.slice(this.#at, end);
    this.#at = end;
    return token;
  }
}
