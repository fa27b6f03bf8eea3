import { JsonDocument } from '../../../src/core/filetypes/json/json-document.ts';
import type { QuarantineDraft } from '../../../src/core/filetypes/settings.ts';
import { sniffRowsAt } from '../../../src/core/filetypes/json/sniff-rows-at.ts';

export interface JsonText {
  readonly document: JsonDocument;
  readonly rows: string[];
  readonly quarantined: QuarantineDraft[];
}

/** Reads a document in pieces of these lengths, over and over; its rows where sniffing finds them, unless told. */
export function readDocument(
  text: string,
  rowsAt?: string,
  pieceLengths: readonly number[] = [Infinity],
  lenient = false,
): JsonText {
  const document = new JsonDocument({ encoding: 'utf-8', rowsAt: rowsAt ?? sniffRowsAt(text).value, lenient });
  const rows: string[] = [];
  const quarantined: QuarantineDraft[] = [];
  let at = 0;
  for (let piece = 0; ; piece++) {
    const end = Math.min(text.length, at + (pieceLengths[piece % pieceLengths.length] ?? 1));
    const read = document.push(text.slice(at, end), end === text.length);
    rows.push(...read.rows);
    quarantined.push(...read.quarantined);
    at = end;
    if (at === text.length) return { document, rows, quarantined };
  }
}

/** Why a document is refused. */
export function refusal(text: string, rowsAt?: string, pieceLengths?: readonly number[]): string {
  try {
    readDocument(text, rowsAt, pieceLengths);
  } catch (error) {
    if (error instanceof Error && error.name === 'JsonDocumentError') return error.message;
    throw error;
  }
  throw new Error(`was accepted: ${text.slice(0, 100)}`);
}
