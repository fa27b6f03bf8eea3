import { sized } from '../../amount.ts';
import { BrokenFileError } from '../broken-file-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { JsonText } from '../spelled-json.ts';
import { RefusedFileError } from '../refused-type.ts';

/** A cell as it is stored: texts, numbers as they are spelled, truth values, dates as texts, and nothing. */
export type Cell = string | JsonText | boolean | null;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** A workbook is unpacked and read whole: beyond this it would not fit into memory. Bytes as they are unpacked. */
const MOST_BYTES = 400 << 20;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** All sheets of an Excel workbook with their cells. Throws BrokenFileError and RefusedFileError. */
export async function readWorkbook(file: ByteSource): Promise<readonly Sheet[]> {
  const bytes = await file.read(0, file.size);
  await checkSize(bytes);
  const { default: readSheets } = await import('read-excel-file/universal');
  try {
    // The cast: the library takes a buffer of its own.
    const sheets = await readSheets(Uint8Array.from(bytes).buffer, { trim: false, parseNumber: numberOf });
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellOf)) }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BrokenFileError(`as an Excel workbook it can't be read (${why})`);
  }
}

async function checkSize(bytes: Uint8Array): Promise<void> {
  const { ZipReader, Uint8ArrayReader } = await import('@zip.js/zip.js');
  const archive = new ZipReader(new Uint8ArrayReader(bytes));
  let size = 0;
  try {
    for (const entry of await archive.getEntries()) size += entry.uncompressedSize;
  } catch (error) {
    throw new BrokenFileError(`its archive is not whole (${error instanceof Error ? error.message : String(error)})`);
  } finally {
    await archive.close();
  }
  if (size > MOST_BYTES) {
    throw new RefusedFileError(
      `too large for a workbook: ${sized(size)} unpacked, and at most ${sized(MOST_BYTES)} fit into memory`,
      'Save the sheet as CSV, then import that.',
    );
  }
}

function numberOf(text: string): JsonText | string {
  return NUMBER.test(text) ? new JsonText(text) : text;
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || value instanceof JsonText) return value;
  if (value instanceof Date) return dateOf(value);
  return JSON.stringify(value);
}

/** A date without a time of day is only that. */
function dateOf(date: Date): string {
  if (Number.isNaN(date.getTime())) return 'Invalid date';
  const [day = '', time = ''] = date.toISOString().split('T');
  return time === '00:00:00.000Z' ? day : `${day}T${time.replace('.000Z', '').replace('Z', '')}`;
}
