import { BrokenFileError } from '../broken-file-error.ts';

/** What is told of XML in the order of its text. Names come without their prefix. */
export interface XmlEvents {
  /** `attributes`: as they are written, for `eachAttribute`. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** A part of a text, for `plainText`: one text may come in several parts, and none is cut within a reference. */
  text(part: string): void;
}

/** No tag of a real document is longer. */
const MOST_TAG = 1 << 20;
/** The longest reference: `&#x10FFFF;`. */
const MOST_REFERENCE = 10;

/**
 * Reads XML in pieces, cut anywhere, and holds nothing but a tag that a piece cuts. It knows what the parts of office documents
 * use: elements, attributes, texts, CDATA, references to characters; comments and declarations are passed over.
 */
export class XmlPieces {
  readonly #events: XmlEvents;
  #rest = '';
  /** Elements that are open. */
  #depth = 0;

  constructor(events: XmlEvents) {
    this.#events = events;
  }

  push(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      const end = tag < 0 ? textEnd(text, at) : tag;
      if (end > at && this.#depth > 0) this.#events.text(text.slice(at, end));
      at = end;
      if (tag < 0) break;
      const next = this.#tag(text, tag);
      if (next < 0) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > MOST_TAG) throw new BrokenFileError('a tag of its XML is longer than 1 MiB');
  }

  /** Throws BrokenFileError where the document is not at its end. */
  end(): void {
    if (this.#depth !== 0 || this.#rest.trim() !== '') throw new BrokenFileError('its XML ends too early');
  }

  /** Tells of the tag at `start`; gives where it ends, or -1 where that is still to come. */
  #tag(text: string, start: number): number {
    const first = text.charAt(start + 1);
    if (first === '!') return this.#special(text, start);
    if (first === '?') return behind(text, '?>', start);
    const end = tagEnd(text, start);
    if (end < 0) return -1;
    if (first === '/') {
      this.#depth--;
      this.#events.close(bare(text.slice(start + 2, end).trimEnd()));
      return end + 1;
    }
    const isEmpty = text.charAt(end - 1) === '/';
    const stop = isEmpty ? end - 1 : end;
    let at = start + 1;
    while (at < stop && text.charCodeAt(at) > 32) at++;
    const name = bare(text.slice(start + 1, at));
    this.#depth++;
    this.#events.open(name, text.slice(at, stop));
    if (isEmpty) {
      this.#depth--;
      this.#events.close(name);
    }
    return end + 1;
  }

  /** A comment, a declaration, or text that is taken as it is. */
  #special(text: string, start: number): number {
    if (text.startsWith('<!--', start)) return behind(text, '-->', start + 4);
    if (text.startsWith('<![CDATA[', start)) {
      const end = behind(text, ']]>', start + 9);
      if (end >= 0 && this.#depth > 0) this.#events.text(text.slice(start + 9, end - 3).replace(/&/g, '&amp;'));
      return end;
    }
    // The piece may be cut within either word.
    return text.length - start < 9 ? -1 : behind(text, '>', start);
  }
}

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** Where a tag's `>` is: one in quotes is a part of a value. */
function tagEnd(text: string, start: number): number {
  for (let end = text.indexOf('>', start); end >= 0; end = text.indexOf('>', end + 1)) {
    let quote = 0;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (quote === 0 ? code === 34 || code === 39 : code === quote) quote = quote === 0 ? code : 0;
    }
    if (quote === 0) return end;
  }
  return -1;
}

/** How much of a text can be told: a reference at its end may be cut. */
function textEnd(text: string, from: number): number {
  const at = text.lastIndexOf('&');
  const isCut = at >= from && text.length - at < MOST_REFERENCE && text.indexOf(';', at) < 0;
  return isCut ? at : text.length;
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
