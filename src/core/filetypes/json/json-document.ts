import { JsonDocumentError } from './json-document-error.ts';
import { JsonEnvelope } from './json-envelope.ts';
import { JsonSequence } from './json-sequence.ts';
import { RowTaker } from './row-taker.ts';
import { parseRowsAt } from './rows-at.ts';
import type { FileCounts, TextReader, TextRows } from '../file-type.ts';
import type { ReadSettings } from '../settings.ts';
import { ValueReader } from './value-reader.ts';

/**
 * Reads the rows of a JSON document, piece by piece, from the file's start. Each keeps its own text: spelling of
 * numbers, escapes, order of keys, equal keys. A document that is no JSON is refused with JsonDocumentError, which may
 * come when rows of it were handed out already.
 */
export class JsonDocument implements TextReader {
  readonly #rowsAt: string;
  readonly #reader: ValueReader;
  readonly #taker: RowTaker;
  readonly #shape: JsonEnvelope | JsonSequence;

  /** `byteOffset`: where the text begins in the file, which is the length of a byte order mark. */
  constructor({ encoding, rowsAt = '' }: Pick<ReadSettings, 'encoding' | 'rowsAt'>, { byteOffset = 0 } = {}) {
    const steps = parseRowsAt(rowsAt);
    // What lies deeper than the first list is taken out of each of its elements.
    const outer = steps.findIndex(({ kind }) => kind !== 'key') + 1 || steps.length;
    this.#rowsAt = rowsAt;
    this.#reader = new ValueReader(encoding, byteOffset);
    this.#taker = new RowTaker(steps.slice(outer));
    this.#shape =
      steps.length === 0
        ? new JsonSequence(this.#reader, this.#taker, encoding)
        : new JsonEnvelope(this.#reader, this.#taker, steps.slice(0, outer), encoding);
  }

  get columns(): readonly string[] {
    return this.#taker.columns;
  }

  /** Rows so far. */
  get rows(): number {
    return this.#taker.count;
  }

  /** Among them the keys of what stands beside the rows and is left out. */
  get counts(): FileCounts {
    const leftOut = this.#shape instanceof JsonEnvelope ? [...this.#shape.leftOut] : [];
    return leftOut.length > 0 ? { leftOut } : {};
  }

  /** The rows that are whole now; pass `last` with the last piece of text. */
  push(text: string, last: boolean): TextRows {
    this.#reader.push(text, last);
    this.#shape.read();
    if (last && this.#shape instanceof JsonEnvelope && !this.#shape.found) {
      throw new JsonDocumentError(`it has no rows at ${this.#rowsAt}: choose another place under Rows`);
    }
    return this.#taker.drain();
  }
}
