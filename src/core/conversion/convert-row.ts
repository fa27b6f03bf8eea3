import type { Example } from '../example/example.ts';
import type { Format } from '../formats/format.ts';
import { findFormat } from '../formats/index.ts';
import { Row } from '../row/row.ts';
import { isObject, type Json } from '../json.ts';
import { plainExample } from './plain-example.ts';
import { findServiceFault } from './service-faults.ts';
import { Drop, ParameterError, type StepContext } from '../recipe/step.ts';
import { equalJson } from './equal-json.ts';
import { heldNeeds, needsOf } from './needs.ts';
import { rowFormat } from '../example/row-format.ts';
import { otherColumns, writeBeside } from './other-columns.ts';
import { withSystemBeside } from './beside/with-beside.ts';
import { readExample, writeExample } from './read-example.ts';
import type { ConversionSettings } from './conversion-settings.ts';
import { transformExample } from './transform-example.ts';
import { editsBetween } from './value-edits.ts';

/** The format that the settings name. Throws `ParameterError` where this program can't write it. */
export function formatOf({ format: id }: Pick<ConversionSettings, 'format'>): Format {
  const format = findFormat(id);
  if (!format) throw new ParameterError('format', `This program has no format called “${id}”.`);
  if (format.readOnly === true) throw new ParameterError('format', `${format.title} can be read, but not written.`);
  return format;
}

/** What became of a row, and the format that it was read by. */
export interface Conversion {
  readonly source: Format;
  readonly rows: readonly Row[] | Drop;
}

/**
 * A row in the format that the settings name: one or more rows, or why it can't be. The same row where it has that format
 * and nothing is to change; where something is, only that part of its text changes. Each row is read by its own format.
 */
export function convertRow(row: Row, settings: ConversionSettings, context: StepContext): readonly Row[] | Drop {
  return traceConversion(row, settings, context).rows;
}

/** The same, telling the format that the row was read by. */
export function traceConversion(row: Row, settings: ConversionSettings, context: StepContext): Conversion {
  const format = formatOf(settings);
  const split = rowFormat(row, context).split?.(row.value) ?? null;
  if (split) return convertEach(split, settings, context);
  const keeps = settings.otherColumns === 'keep';
  const { source, example } = readExample(row, format, context, keeps);
  if (example instanceof Drop) return { source, rows: example };
  if (source.id === format.id) return { source, rows: mendSame(row, example, settings, format) };
  const pieces = transformExample(example, settings, needsOf(format));
  if (pieces instanceof Drop) return { source, rows: pieces };
  const kept = keeps ? otherColumns(example) : [];
  return { source, rows: writeRows(row, pieces, format, { kept, isSame: false }) };
}

/** One example that can't be converted refuses the row: half of it would be a silent loss. */
function convertEach(values: readonly Json[], settings: ConversionSettings, context: StepContext): Conversion {
  const made = values.map((value) => traceConversion(new Row(JSON.stringify(value)), settings, context));
  const source = made[0]?.source ?? formatOf(settings);
  const refused = made.map(({ rows }) => rows).find((rows) => rows instanceof Drop);
  return { source, rows: refused ?? made.flatMap(({ rows }) => (rows instanceof Drop ? [] : rows)) };
}

/** A row of the very format that is written, with nothing done to it but what was asked. */
export function editSame(
  row: Row,
  example: Example,
  settings: ConversionSettings,
  format: Format,
): readonly Row[] | Drop {
  const pieces = transformExample(example, settings, heldNeeds(example, needsOf(format)));
  if (pieces instanceof Drop) return pieces;
  if (pieces.length === 1 && pieces[0] === example) return [row];
  return writeRows(row, pieces, format, { kept: [], isSame: true });
}

/**
 * The same, except for a row that its service would reject: that one is rewritten, as if it came from elsewhere, and
 * refused where that does not help.
 */
function mendSame(row: Row, example: Example, settings: ConversionSettings, format: Format): readonly Row[] | Drop {
  const kept = settings.otherColumns === 'keep' ? otherColumns(example) : [];
  const findFault = (made: Row): string | null => findServiceFault(format.id, without(made.value, kept));
  const whole = withSystemBeside(example);
  if (whole === example) {
    const edited = editSame(row, example, settings, format);
    if (edited instanceof Drop || edited.every((made) => findFault(made) === null)) return edited;
  }
  const pieces = transformExample(plainExample(whole), settings, needsOf(format));
  if (pieces instanceof Drop) return pieces;
  const fresh = writeRows(row, pieces, format, { kept, isSame: false });
  if (fresh instanceof Drop) return fresh;
  const fault = fresh.map(findFault).find((each) => each !== null);
  return fault === undefined ? fresh : new Drop(`${format.title}: its service refuses how the row is spelled`, fault);
}

function without(value: Json, names: readonly string[]): Json {
  if (!isObject(value) || names.length === 0) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

function writeRows(row: Row, pieces: readonly Example[], format: Format, beside: Beside): readonly Row[] | Drop {
  const rows: Row[] = [];
  for (const piece of pieces) {
    const made = writeRow(row, piece, format, beside);
    if (made instanceof Drop) return made;
    rows.push(made);
  }
  return rows.length > 0 ? rows : new Drop('no model turn to learn from');
}

interface Beside {
  readonly kept: readonly string[];
  /** The row has that format already: its text is patched, not rewritten. */
  readonly isSame: boolean;
}

function writeRow(row: Row, example: Example, format: Format, { kept, isSame }: Beside): Row | Drop {
  const value = writeExample(format, example);
  if (value instanceof Drop) return value;
  if (isSame) return row.edit(editsBetween(row.value, value));
  const beside = new Row(writeBeside(value, kept, row));
  // Some shapes are told by having no other members: beside them nothing can stay.
  const made = kept.length === 0 || format.detect(beside.value) !== null ? beside : new Row(JSON.stringify(value));
  // What comes out as it was is the row itself, however it is spelled.
  return equalJson(made.value, row.value) ? row : made;
}
