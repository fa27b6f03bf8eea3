import { joinBytes } from '../bytes.ts';
import { FatalDecoder } from '../decode.ts';
import type { LinesType } from '../file-type.ts';
import { sniffJson } from '../json/sniff-json.ts';
import { isUtf8ByLine } from '../sniff-encoding.ts';
import { readJsonLines } from './jsonl.ts';
import { settleLines } from './settle-lines.ts';

const LF = 10;

/** JSON Lines: one value a line. */
export const jsonLinesType: LinesType = {
  id: 'jsonl',
  kind: 'lines',
  recognise({ text, fileName, complete }) {
    const shape = sniffJson(text, fileName, complete);
    if (shape?.kind !== 'lines') return null;
    return { reason: `JSON Lines: ${shape.good} of the first ${shape.of} lines are JSON.` };
  },
  encodingInSpite(head) {
    const reason = 'UTF-8. Most lines decode without errors; the others go to quarantine.';
    return isUtf8ByLine(head) ? { value: 'utf-8', reason } : null;
  },
  settle: settleLines,
  readFirst(head, settings, complete) {
    const { encoding } = settings;
    const utf8 = encoding === 'utf-8' ? head : toUtf8(head, encoding, complete);
    const whole = complete ? utf8 : utf8.subarray(0, utf8.lastIndexOf(LF) + 1);
    const report = readJsonLines(whole, { first: true, byteOffset: 0 }, settings);
    const { drafts, columns, rows, quarantined, mended } = report;
    const bytes = joinBytes(...drafts.map((draft) => draft.bytes));
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    return { columns, rows: text.split('\n').slice(0, rows), quarantined, counts: mended ? { mended } : {} };
  },
  kept: ({ rowsAt, jsonCells }) => ({ ...(rowsAt ? { rowsAt } : {}), ...(jsonCells ? { jsonCells } : {}) }),
};

function toUtf8(head: Uint8Array, encoding: string, complete: boolean): Uint8Array {
  return new TextEncoder().encode(new FatalDecoder(encoding).push(head, complete));
}
