import { sized } from '../../amount.ts';
import { RefusedFileError } from '../refused-type.ts';
import { MAX_ROW_BYTES } from '../settings.ts';
import type { XmlEvents } from './xml-pieces.ts';
import { plainText, unescapeCell } from './xml-text.ts';

/** A block of texts in memory is one text: of small ones each would cost more than it holds. */
const BLOCK_TEXTS = 1_024;
/** What all texts may take in memory. A workbook of a million rows whose texts are all different has a fifth of it. */
const MOST_BYTES = 1 << 30;

const NEXT = 'Save the sheet as CSV, then import that.';

/** The texts that the cells of a workbook share, each held once. Reads the part that has them, from its start. */
export class SharedTexts implements XmlEvents {
  readonly #most: number;
  readonly #blocks: { readonly all: string; readonly ends: Uint32Array }[] = [];
  /** Those of the last block, which is not full. */
  #open: string[] = [];
  #bytes = 0;
  /** The text that is being read: null outside of any. */
  #text: string | null = null;
  /** Of the parts within a text only these are text; others say how it is pronounced. */
  #isIn = false;
  #isSpoken = false;

  /** `most`: bytes that they may take in memory. */
  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  get count(): number {
    return this.#blocks.length * BLOCK_TEXTS + this.#open.length;
  }

  /** undefined where it was not read yet, or is none. */
  at(index: number): string | undefined {
    const block = this.#blocks[Math.floor(index / BLOCK_TEXTS)];
    const place = index % BLOCK_TEXTS;
    if (!block) return index < this.count ? this.#open[place] : undefined;
    return block.all.slice(place === 0 ? 0 : block.ends[place - 1], block.ends[place]);
  }

  open(name: string): void {
    if (name === 'si') this.#text = '';
    else if (name === 't') this.#isIn = true;
    else if (name === 'rPh') this.#isSpoken = true;
  }

  close(name: string): void {
    if (name === 't') this.#isIn = false;
    else if (name === 'rPh') this.#isSpoken = false;
    else if (name === 'si') {
      this.#add(unescapeCell(this.#text ?? ''));
      this.#text = null;
    }
  }

  text(part: string): void {
    if (!this.#isIn || this.#isSpoken || this.#text === null) return;
    this.#text += plainText(part);
    if (this.#text.length > MAX_ROW_BYTES)
      throw new RefusedFileError('too large for a workbook: a text in it is longer than 32 MiB', NEXT);
  }

  #add(text: string): void {
    this.#open.push(text);
    if (this.#open.length < BLOCK_TEXTS) return;
    let end = 0;
    const ends = Uint32Array.from(this.#open, (each) => (end += each.length));
    const all = this.#open.join('');
    this.#open = [];
    this.#blocks.push({ all, ends });
    // A text takes two bytes a character as soon as one of them is beyond Latin-1.
    this.#bytes += ends.byteLength + all.length * (/[^\0-\xff]/.test(all) ? 2 : 1);
    if (this.#bytes > this.#most) {
      throw new RefusedFileError(
        `too large for a workbook: its texts alone take more than ${sized(this.#most)} of memory`,
        NEXT,
      );
    }
  }
}
