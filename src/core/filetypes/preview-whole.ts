import { detectMapping } from '../example/detect-mapping.ts';
import { meaningClues } from '../example/meaning-clues.ts';
import { detectFormats } from '../example/row-format.ts';
import type { Json } from '../json.ts';
import type { ByteSource } from './byte-source.ts';
import type { WholeType } from './file-type.ts';
import type { FilePreview, ReadSettings } from './settings.ts';
import { showRows } from './shown-rows.ts';

const PREVIEW_ROWS = 100;
/** A format is judged by these. */
const FORMAT_ROWS = 400;

/** The first rows of a file that is no text. Throws BrokenFileError and RefusedFileError. */
export async function previewWhole(
  type: WholeType,
  source: ByteSource,
  name: string,
  wanted: Partial<ReadSettings>,
): Promise<FilePreview> {
  const file = await type.open(source, wanted);
  const rows: string[] = [];
  let { rowCount } = file;
  for await (const stretch of file.read()) {
    rows.push(...stretch.rows.slice(0, FORMAT_ROWS - rows.length));
    if (rows.length === FORMAT_ROWS) break;
  }
  // Read to its end.
  if (rows.length < FORMAT_ROWS) rowCount ??= rows.length;
  // The cast: JSON.parse gives nothing else.
  const values = rows.map((row) => JSON.parse(row) as Json);
  return {
    name,
    bytes: source.size,
    settings: file.settings,
    reasons: file.reasons,
    rowPlaces: file.rowPlaces ?? [],
    ...(rowCount === 0 && { problem: { kind: 'no-rows', file: name } }),
    columns: file.columns,
    mapping: detectMapping(file.columns, values.slice(0, PREVIEW_ROWS)),
    format: detectFormats(values),
    ...showRows(rows.slice(0, PREVIEW_ROWS), file.columns),
    clues: meaningClues(file.columns, values.slice(0, PREVIEW_ROWS)),
    quarantined: [],
    ...(rowCount === undefined ? {} : { rowCount }),
    ...(rowCount !== undefined || file.estimatedRows === undefined ? {} : { estimatedRows: file.estimatedRows }),
    complete: rowCount !== undefined && rowCount <= PREVIEW_ROWS,
  };
}
