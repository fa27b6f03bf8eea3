import { describeMended } from '../../core/filetypes/lenient/mended.ts';
import { FILE_TYPE_TITLES } from '../../core/filetypes/settings.ts';
import { counted, grouped } from '../../core/amount.ts';
import type { SourceFile, VersionInfo } from '../../core/version/version.ts';
import type { ExportType } from './exporter.svelte.ts';

const SHORT_ROWS: Readonly<Record<ExportType, string>> = {
  csv: 'become empty',
  parquet: 'become null',
  json: 'stay missing',
  jsonl: 'stay missing',
};

/**
 * What the download has differently from the files that came in, apart from what steps and edits did; one sentence
 * each. Empty where untouched rows come out equal to the last byte.
 */
export function differences(version: Pick<VersionInfo, 'sources'>, type: ExportType): readonly string[] {
  const { sources } = version;
  const notes: string[] = [];
  if (sources.length > 1) notes.push(`${grouped(sources.length)} files become one, in the order they were imported.`);
  if (sources.some(({ fileType }) => fileType !== type)) notes.push(typeNote(sources, type));
  else if (type === 'csv')
    notes.push('Cells are quoted where they must be, which may differ from how the file had it.');
  notes.push(...sources.flatMap((source) => sourceNotes(source, type, sources.length > 1)));
  const quarantined = sum(sources, ({ quarantined: count }) => count);
  if (quarantined > 0)
    notes.push(
      `${counted(quarantined, 'unreadable row')} in quarantine ${quarantined === 1 ? 'is' : 'are'} not in the download.`,
    );
  return notes;
}

function typeNote(sources: readonly SourceFile[], type: ExportType): string {
  const from = [...new Set(sources.map(({ fileType }) => FILE_TYPE_TITLES[fileType]))].join(' and ');
  if (type === 'csv')
    return `${from} becomes CSV: lists and objects are written as JSON in their cell, missing cells as empty ones.`;
  if (type === 'parquet')
    return `${from} becomes Parquet: columns have types, and lists, objects and columns of several kinds are written as JSON texts.`;
  if (type === 'json') return `${from} becomes one JSON array with a row on each line.`;
  if (!from.includes('CSV')) return `${from} becomes JSONL, one row per line.`;
  return `${from} becomes JSONL. Every value stays text.`;
}

function sourceNotes(source: SourceFile, type: ExportType, several: boolean): string[] {
  const where = several ? `${source.name}: ` : '';
  const notes: string[] = [];
  if (!source.encoding.startsWith('utf-8')) notes.push(`${source.encoding.toUpperCase()} becomes UTF-8.`);
  if (source.gzip) notes.push('the file was compressed with gzip, and the download is not.');
  if (source.mended) notes.push(`what was nearly JSON is JSON: ${describeMended(source.mended)}.`);
  if (source.leftOut && source.leftOut.length > 0)
    notes.push(`what was outside the rows is left out: ${source.leftOut.join(', ')}.`);
  if (source.preamble)
    notes.push(`${counted(source.preamble, 'row')} above the header ${source.preamble === 1 ? 'is' : 'are'} left out.`);
  if (source.bom) notes.push('the byte order mark at the start is left out.');
  if (source.crlf > 0 && type === 'jsonl' && source.fileType === 'jsonl')
    notes.push(`${counted(source.crlf, 'line')} ended in CR LF, and will end in LF.`);
  if (source.crlf < source.rows && type === 'csv')
    notes.push('every line will end in CR LF, as the standard for CSV has it.');
  if (source.blankLines > 0)
    notes.push(`${counted(source.blankLines, 'blank line')} ${source.blankLines === 1 ? 'is' : 'are'} left out.`);
  if (source.padded > 0) notes.push(`whitespace around ${counted(source.padded, 'row')} is left out.`);
  if (source.shortRows > 0)
    notes.push(
      `${counted(source.shortRows, 'row')} had fewer cells than the header: the missing ones ${SHORT_ROWS[type]}.`,
    );
  if (source.longRows > 0)
    notes.push(`${counted(source.longRows, 'row')} had more cells than the header: they are in extra columns.`);
  if (
    !source.finalNewline &&
    type !== 'json' &&
    type !== 'parquet' &&
    (several || type !== source.fileType || type === 'csv')
  )
    notes.push('the last line had no line end, and gets one.');
  return notes.map((note) => (several ? where + note : capitalised(note)));
}

function sum(sources: readonly SourceFile[], of: (source: SourceFile) => number): number {
  return sources.reduce((total, source) => total + of(source), 0);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
