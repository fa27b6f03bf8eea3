import { JsonDocumentError } from './json-document-error.ts';
import { JsonEnvelope } from './json-envelope.ts';
import { Unwrapper } from './json-wrapping.ts';
import { JsonSequence } from './json-sequence.ts';
import { wayOf } from '../containers/levels.ts';
import { sinkFor } from '../containers/row-sink.ts';
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
  readonly #unwrapper = new Unwrapper();
  readonly #reader: ValueReader;
  readonly #taker: RowTaker;
  readonly #shape: JsonEnvelope | JsonSequence;

  /** `byteOffset`: where the text begins in the file, which is the length of a byte order mark. */
  constructor(
    { encoding, rowsAt = '', lenient = false }: Pick<ReadSettings, 'encoding' | 'rowsAt' | 'lenient'>,
    { byteOffset = 0 } = {},
  ) {
    const way = wayOf(parseRowsAt(rowsAt));
    this.#rowsAt = rowsAt;
    this.#reader = new ValueReader(encoding, byteOffset, lenient);
    const taker = new RowTaker(way.inner, lenient);
    this.#taker = taker;
    this.#shape =
      way.levels.length === 0
        ? new JsonSequence(this.#reader, taker, { encoding, lenient })
        : new JsonEnvelope(this.#reader, taker, sinkFor(way, taker), way.levels, { encoding, lenient });
  }

  get columns(): readonly string[] {
    return this.#taker.columns;
  }

  /** Rows so far. */
  get rows(): number {
    return this.#taker.count;
  }

  /** Among them the keys of what is beside the rows and is left out. */
  get counts(): FileCounts {
    const leftOut = this.#shape instanceof JsonEnvelope ? [...this.#shape.leftOut] : [];
    const { mended } = this.#taker;
    return { ...(leftOut.length > 0 ? { leftOut } : {}), ...(mended ? { mended } : {}) };
  }

  /** The rows that are whole now; pass `last` with the last piece of text. */
  push(text: string, last: boolean): TextRows {
    this.#reader.push(this.#unwrapper.push(text, last), last);
    this.#shape.read();
    if (last && this.#shape instanceof JsonEnvelope && !this.#shape.found) {
      throw new JsonDocumentError(`it has no rows at ${this.#rowsAt}: choose another place under Rows`);
    }
    return this.#taker.drain();
  }
}
