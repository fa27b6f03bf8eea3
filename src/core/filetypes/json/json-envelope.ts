import { nameOf } from './json-fault.ts';
import { JsonDocumentError, whyNotJson } from './json-document-error.ts';
import type { RowStep } from './rows-at.ts';
import { isJson } from './is-json.ts';
import type { RowTaker } from './row-taker.ts';
import { placeAfter } from '../text-place.ts';
import { faultOf, type ReadValue, type ValueReader } from './value-reader.ts';

/** What may come next: `first` is a key, a value or the closing bracket. */
type Expected = 'value' | 'first' | 'key' | 'colon' | 'comma' | 'end';

/** An array or object that is open on the way to the rows. */
interface Frame {
  readonly isArray: boolean;
  /** How many steps lead to it. */
  readonly depth: number;
}

/** Names of what lies beside the rows are shown; more than this nobody reads. */
const MOST_NAMES = 100;

/**
 * Reads the rows of one JSON document that lie in an array or object of it, and checks all that stands around them.
 * Throws JsonDocumentError where the document is no JSON, or has nothing in that place.
 */
export class JsonEnvelope {
  /** Keys of what stands beside the rows and is left out. */
  readonly leftOut = new Set<string>();
  readonly #reader: ValueReader;
  readonly #taker: RowTaker;
  readonly #steps: readonly RowStep[];
  readonly #encoding: string;
  readonly #frames: Frame[] = [];
  #expected: Expected = 'value';
  /** The quoted key of the member that is being read. */
  #key: string | null = null;
  #found = false;

  constructor(reader: ValueReader, taker: RowTaker, steps: readonly RowStep[], encoding: string) {
    this.#reader = reader;
    this.#taker = taker;
    this.#steps = steps;
    this.#encoding = encoding;
  }

  /** True where the place of the rows was come by. */
  get found(): boolean {
    return this.#found;
  }

  /** Reads as far as the text goes. */
  read(): void {
    while (this.#readNext());
    if (this.#reader.isLast && this.#expected !== 'end') throw this.#fault('it ends too early');
  }

  #readNext(): boolean {
    const mark = this.#reader.skipSpace();
    if (mark === undefined) return false;
    switch (this.#expected) {
      case 'value':
        return this.#readValue(mark);
      case 'first':
        if (this.#close(mark)) return true;
        return this.#frame.isArray ? this.#readValue(mark) : this.#readKey(mark);
      case 'key':
        return this.#readKey(mark);
      case 'colon':
        return this.#pass(mark, ':', 'value');
      case 'comma':
        if (this.#close(mark)) return true;
        return this.#pass(mark, ',', this.#frame.isArray ? 'value' : 'key');
      case 'end':
        throw this.#unexpected();
    }
  }

  get #frame(): Frame {
    const frame = this.#frames.at(-1);
    if (!frame) throw new Error('json: nothing is open');
    return frame;
  }

  #pass(mark: string, wanted: string, next: Expected): boolean {
    if (mark !== wanted) throw this.#unexpected();
    this.#reader.at++;
    this.#expected = next;
    return true;
  }

  #close(mark: string): boolean {
    if (mark !== (this.#frame.isArray ? ']' : '}')) return false;
    this.#reader.at++;
    this.#frames.pop();
    this.#endValue();
    return true;
  }

  #endValue(): void {
    this.#expected = this.#frames.length === 0 ? 'end' : 'comma';
  }

  #readKey(mark: string): boolean {
    if (mark !== '"') throw this.#unexpected();
    const key = this.#reader.read();
    if (key === null) return false;
    this.#check(key);
    if (key.oversized > 0) throw this.#faultIn(key, { at: 0, what: 'a key that is too long' });
    this.#key = key.text;
    this.#expected = 'colon';
    return true;
  }

  #readValue(mark: string): boolean {
    if (mark === ',' || mark === ':' || mark === ']' || mark === '}') throw this.#unexpected();
    const step = this.#step();
    if (step !== undefined && step !== 'beside' && mark === (step.kind === 'elements' ? '[' : '{')) {
      this.#open(step);
      return true;
    }
    const value = this.#reader.read();
    if (value === null) return false;
    if (step === undefined) this.#takeRow(value);
    else this.#leaveOut(value);
    this.#endValue();
    return true;
  }

  /** The step that leads on from here; undefined where the value is a row. */
  #step(): RowStep | 'beside' | undefined {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return this.#steps[0];
    const last = this.#steps[frame.depth - 1];
    if (last?.kind === 'key' && JSON.parse(this.#key ?? '""') !== last.key) return 'beside';
    return this.#steps[frame.depth];
  }

  #open(step: RowStep): void {
    this.#reader.at++;
    this.#frames.push({ isArray: step.kind === 'elements', depth: (this.#frames.at(-1)?.depth ?? 0) + 1 });
    this.#found ||= this.#frames.length === this.#steps.length && step.kind !== 'key';
    this.#expected = 'first';
  }

  #takeRow(value: ReadValue): void {
    const isKeyed = this.#steps.at(-1)?.kind === 'members';
    this.#found = true;
    const fault = this.#taker.take(value, isKeyed ? this.#key : null);
    if (fault !== null) throw this.#faultIn(value, fault);
  }

  #leaveOut(value: ReadValue): void {
    this.#check(value);
    if (this.#key !== null && this.leftOut.size < MOST_NAMES) {
      // A key is a string's text, which was checked.
      this.leftOut.add(JSON.parse(this.#key) as string);
    }
  }

  /** Throws where a value that is no row is no JSON either. One that is too long to hold is checked by its brackets. */
  #check(value: ReadValue): void {
    const isFine = !value.isBroken && (value.oversized > 0 || isJson(value.text));
    if (!isFine) throw this.#faultIn(value, faultOf(value));
  }

  #faultIn(value: ReadValue, fault: { readonly at: number; readonly what: string }): JsonDocumentError {
    const place = placeAfter(value.place, value.text.slice(0, fault.at), this.#encoding);
    return new JsonDocumentError(whyNotJson(fault, place));
  }

  #unexpected(): JsonDocumentError {
    const { text, at } = this.#reader;
    return this.#fault(`unexpected ${nameOf(text.codePointAt(at) ?? 0)}`);
  }

  #fault(what: string): JsonDocumentError {
    return new JsonDocumentError(whyNotJson({ what }, this.#reader.placeOf(this.#reader.at)));
  }
}
