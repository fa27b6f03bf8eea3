import type { JsonFault } from './json-fault.ts';
import type { Place } from '../text-place.ts';

/** A JSON document that can't be read, with the place: nothing of it is imported. */
export class JsonDocumentError extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'JsonDocumentError';
  }
}

/** What is wrong and where, in one line. */
export function whyNotJson(fault: Pick<JsonFault, 'what'>, { line, column, byte }: Place): string {
  return `not JSON: ${fault.what} at line ${line}, column ${column} (byte ${byte})`;
}
