import { grouped } from '../../amount.ts';
import { BrokenFileError } from '../broken-file-error.ts';
import type { FileCounts, TextReader, TextRows } from '../file-type.ts';
import { MAX_ROW_BYTES, type QuarantineDraft } from '../settings.ts';
import { utf8Length } from '../utf8.ts';
import { type DateOrder, fits, type MessageStart, readStart, timeOf } from './whatsapp-line.ts';

const COLUMNS = ['sender', 'text', 'at'];
const EXCERPT_LENGTH = 4_000;

/** Turns a chat into rows, one a message: `{"sender":"Ada","text":"Hi","at":"2026-11-02T10:00:00"}`. */
export class WhatsAppReader implements TextReader {
  readonly columns = COLUMNS;
  rows = 0;
  #crlf = 0;
  #blankLines = 0;
  #finalNewline = true;
  /** What is left of the last piece: a line that may go on. */
  #rest = '';
  #message: { readonly start: MessageStart; readonly lines: string[]; length: number } | null = null;
  readonly #order: DateOrder;
  #line = 0;
  #byte: number;

  /** `byteOffset`: the length of a byte order mark. */
  constructor(order: DateOrder, byteOffset: number) {
    this.#order = order;
    this.#byte = byteOffset;
  }

  get counts(): FileCounts {
    return { crlf: this.#crlf, blankLines: this.#blankLines, finalNewline: this.#finalNewline };
  }

  push(text: string, last: boolean): TextRows {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    const made: { rows: string[]; quarantined: QuarantineDraft[] } = { rows: [], quarantined: [] };
    for (const line of lines) this.#take(line, 1, made);
    if (last) {
      this.#finalNewline = this.#rest === '';
      if (this.#rest !== '') this.#take(this.#rest, 0, made);
      this.#end(made.rows);
    }
    this.rows += made.rows.length;
    return made;
  }

  #take(spelled: string, lineFeed: number, made: { rows: string[]; quarantined: QuarantineDraft[] }): void {
    this.#line++;
    const bytes = utf8Length(spelled) + lineFeed;
    const line = spelled.endsWith('\r') ? spelled.slice(0, -1) : spelled;
    if (line !== spelled) this.#crlf++;
    const start = readStart(line);
    if (start && !fits(start, this.#order)) {
      // Rows before this one have their days and months the wrong way round.
      throw new BrokenFileError(
        `the date ${start.date.join(start.separator)} in line ${grouped(this.#line)} is none in the order that was guessed. Choose the other order of day and month in the dialog`,
      );
    }
    if (start) {
      this.#end(made.rows);
      this.#message = { start, lines: [start.text], length: start.text.length };
    } else if (this.#message && this.#message.length + line.length < MAX_ROW_BYTES / 3) {
      this.#message.lines.push(line);
      this.#message.length += line.length + 1;
    } else if (line.trim() === '') {
      this.#blankLines++;
    } else {
      const reason = this.#message ? 'the message is too long' : 'no message: it doesn’t begin with a date and time';
      const raw = new TextEncoder().encode(line.slice(0, EXCERPT_LENGTH));
      made.quarantined.push({ line: this.#line, byte: this.#byte, bytes, reason, raw });
    }
    this.#byte += bytes;
  }

  #end(rows: string[]): void {
    if (!this.#message) return;
    const { start, lines } = this.#message;
    const text = lines.join('\n').trimEnd();
    rows.push(JSON.stringify({ sender: start.sender, text, at: timeOf(start, this.#order) }));
    this.#message = null;
  }
}
