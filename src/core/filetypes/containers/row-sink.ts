import { CellNames } from './cell-names.ts';
import { ColumnTable } from './column-table.ts';
import { JsonDocumentError } from '../json/json-document-error.ts';
import type { JsonFault } from '../json/json-fault.ts';
import type { Way } from './levels.ts';
import type { RowTaker } from '../json/row-taker.ts';
import type { ReadValue } from '../json/value-reader.ts';

/** Where a value was found: the quoted keys of what is open around it, null in a list, and its number in a list. */
export interface Found {
  readonly keys: readonly (string | null)[];
  readonly index: number;
}

/** Makes rows of the values that the way leads to. */
export interface RowSink {
  /** True where each value is a row of its own, so that a broken one costs itself alone. */
  readonly isByRow: boolean;
  take(value: ReadValue, found: Found): JsonFault | null;
  /** Takes the value that names the columns. */
  name?(value: ReadValue): JsonFault | null;
  /** No more values come. */
  end?(): void;
}

/** Rows that came before the names of their columns: this many characters at most. */
const MOST_HELD = 128 << 20;

/** The sink for a way to the rows. */
export function sinkFor({ last, levels }: Way, taker: RowTaker): RowSink {
  if (last.kind === 'columns') return columnSink(taker);
  if (last.kind === 'cells') return cellSink(taker, last.header);
  if (last.kind === 'table') return tableSink(taker);
  const isKeyed = levels.some(({ opens, only }) => opens === '{' && only === undefined);
  return {
    isByRow: true,
    take: (value, found) => taker.take(value, isKeyed ? lastKey(found.keys) : null),
  };
}

/** The key of the innermost object whose members are all gone through. */
function lastKey(keys: readonly (string | null)[]): string | null {
  return keys.findLast((key) => key !== null) ?? null;
}

function columnSink(taker: RowTaker): RowSink {
  const table = new ColumnTable();
  return {
    isByRow: false,
    take(value, { keys, index }) {
      const cell = value.isBroken ? taker.faultOf(value) : taker.jsonOf(value);
      if (typeof cell !== 'string') return cell;
      table.add(keys.at(-2) ?? '""', { key: keys.at(-1) ?? null, index }, cell, value.place);
      return null;
    },
    end() {
      for (const { text, place } of table.rows()) taker.take(asValue(text, place), null);
    },
  };
}

function cellSink(taker: RowTaker, header: boolean): RowSink {
  const names = new CellNames();
  let isFirst = header;
  return {
    isByRow: true,
    take(value, { keys }) {
      const line = value.isBroken || value.oversized > 0 ? null : taker.jsonOf(value);
      if (typeof line !== 'string') return line ?? taker.take(value, null);
      const isHeader = isFirst && names.learn(line);
      isFirst = false;
      return isHeader ? null : taker.take({ ...value, text: names.toRow(line) }, lastKey(keys));
    },
  };
}

function tableSink(taker: RowTaker): RowSink {
  const names = new CellNames();
  let isNamed = false;
  let held: ReadValue[] = [];
  let length = 0;
  const takeAll = (): void => {
    for (const value of held) taker.take({ ...value, text: names.toRow(value.text) }, null);
    held = [];
  };
  return {
    isByRow: true,
    take(value) {
      const line = value.isBroken || value.oversized > 0 ? null : taker.jsonOf(value);
      if (typeof line !== 'string') return line ?? taker.take(value, null);
      if (isNamed) return taker.take({ ...value, text: names.toRow(line) }, null);
      length += line.length;
      if (length > MOST_HELD)
        throw new JsonDocumentError('the names of its columns come after more than 128 MiB of rows');
      held.push({ ...value, text: line });
      return null;
    },
    name(value) {
      const line = value.isBroken ? taker.faultOf(value) : taker.jsonOf(value);
      if (typeof line !== 'string') return line;
      isNamed = names.learn(line) || isNamed;
      takeAll();
      return null;
    },
    end: takeAll,
  };
}

function asValue(text: string, place: ReadValue['place']): ReadValue {
  return { text, place, start: 0, oversized: 0, isBroken: false, startsLine: false };
}
