import { counted, grouped } from '../../core/amount.ts';
import { FILE_TYPE_TITLES, type FilePreview, type ReadSettings } from '../../core/filetypes/settings.ts';
import { delimiters } from './choices.ts';

/** What was found out about a file, in a few words each: "CSV", "UTF-8", "comma", "header in row 1", "13,083 rows". */
export function foundWords({ settings, rowCount, estimatedRows, quarantined }: FilePreview): readonly string[] {
  const isText = settings.fileType !== 'parquet' && settings.fileType !== 'xlsx';
  return [
    `${FILE_TYPE_TITLES[settings.fileType]}${settings.gzip ? ', compressed' : ''}`,
    ...(isText ? [settings.encoding.toUpperCase()] : []),
    ...tableWords(settings),
    ...(settings.rowsAt !== undefined && settings.rowsAt !== '' ? [placeWords(settings)] : []),
    ...rowWords(rowCount, estimatedRows),
    ...(quarantined.length > 0 && rowCount !== undefined
      ? [`${counted(quarantined.length, 'line')} can’t be read`]
      : []),
  ];
}

function tableWords({ fileType, delimiter, headerRow }: ReadSettings): string[] {
  const header = headerRow === 0 ? 'no header' : `header in row ${grouped(headerRow)}`;
  if (fileType === 'csv') return [delimiterWord(delimiter), header];
  return fileType === 'xlsx' ? [header] : [];
}

function delimiterWord(delimiter: ReadSettings['delimiter']): string {
  const label = delimiters.find(({ value }) => value === delimiter)?.label ?? delimiter;
  return label.replace(/ \W$/, '').toLowerCase();
}

function placeWords({ fileType, rowsAt = '' }: ReadSettings): string {
  return fileType === 'xlsx' ? `sheet “${rowsAt}”` : `rows at ${rowsAt}`;
}

function rowWords(rowCount: number | undefined, estimated: number | undefined): string[] {
  if (rowCount !== undefined) return [counted(rowCount, 'row')];
  if (estimated === undefined) return [];
  // Two digits say all that an estimate knows.
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, estimated))) - 1);
  return [`about ${counted(Math.round(estimated / 10 ** digits) * 10 ** digits, 'row')}`];
}
