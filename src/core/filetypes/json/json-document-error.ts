import type { JsonFault } from './json-fault.ts';
import type { Place } from '../text-place.ts';
import type { ReadValue } from './value-reader.ts';

/** A JSON document that can't be read, with the place: nothing of it is imported. */
export class JsonDocumentError extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'JsonDocumentError';
  }
}

/** A document that stops being JSON: where, and in which value. */
export class DocumentFault extends JsonDocumentError {
  readonly value: ReadValue | undefined;
  readonly at: number;
  constructor(why: string, value?: ReadValue, at = 0) {
    super(why);
    this.value = value;
    this.at = at;
  }
}

/** What is wrong and where, in one line. */
export function whyNotJson(fault: Pick<JsonFault, 'what'>, { line, column, byte }: Place): string {
  return `not JSON: ${fault.what} at line ${line}, column ${column} (byte ${byte})`;
}
