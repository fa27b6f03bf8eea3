import { about, counted, grouped } from '../../core/amount.ts';
import { FILE_TYPE_TITLES, type FilePreview, type ReadSettings } from '../../core/filetypes/settings.ts';
import { delimiters } from './choices.ts';

/** What was found out about a file, in a few words each: "CSV", "UTF-8", "comma", "header in row 1", "13,083 rows". */
export function foundWords({ settings, rowCount, estimatedRows, quarantined }: FilePreview): readonly string[] {
  const isText = settings.fileType !== 'parquet' && settings.fileType !== 'xlsx';
  return [
    `${FILE_TYPE_TITLES[settings.fileType]}${settings.gzip ? ', compressed' : ''}`,
    ...(isText ? [settings.encoding.toUpperCase()] : []),
    ...tableWords(settings),
    ...placeWords(settings),
    ...rowWords(rowCount, estimatedRows),
    ...(quarantined.length > 0 && rowCount !== undefined
      ? [`${counted(quarantined.length, 'line')} can’t be read`]
      : []),
  ];
}

function tableWords(settings: ReadSettings): string[] {
  const { fileType, delimiter } = settings;
  const header = headerWords(settings);
  if (fileType === 'csv') return [delimiterWord(delimiter), header];
  return fileType === 'xlsx' ? [header] : [];
}

/** A header may be several rows, one above the other. */
function headerWords({ headerRow, headerRows = 1 }: ReadSettings): string {
  if (headerRow === 0) return 'no header';
  if (headerRows === 1) return `header in row ${grouped(headerRow)}`;
  return `header in rows ${grouped(headerRow)}–${grouped(headerRow + headerRows - 1)}`;
}

function delimiterWord(delimiter: ReadSettings['delimiter']): string {
  const label = delimiters.find(({ value }) => value === delimiter)?.label ?? delimiter;
  return label.replace(/ \W$/, '').toLowerCase();
}

/** Where in the file its rows are; nothing where they are all that it has. */
function placeWords({ fileType, rowsAt = '' }: ReadSettings): string[] {
  if (rowsAt === '' || rowsAt === '[]') return [];
  if (fileType === 'xlsx') return [`sheet “${rowsAt}”`];
  const list = /^(.+[^}\]])\[\]$/.exec(rowsAt)?.[1];
  return [list === undefined ? `rows at ${rowsAt}` : `rows in “${list}”`];
}

function rowWords(rowCount: number | undefined, estimated: number | undefined): string[] {
  if (rowCount !== undefined) return [counted(rowCount, 'row')];
  return estimated === undefined ? [] : [`about ${counted(about(estimated), 'row')}`];
}
