import { readExample, writeExample } from '../conversion/read-example.ts';
import { editSame, formatOf } from '../conversion/convert-row.ts';
import { needsOf } from '../conversion/needs.ts';
import { type ConversionSettings, plainSettings } from '../conversion/conversion-settings.ts';
import { transformExample } from '../conversion/transform-example.ts';
import { plainExample } from '../conversion/plain-example.ts';
import type { Example } from '../example/example.ts';
import type { Format } from '../formats/format.ts';
import type { Json } from '../json.ts';
import { rowFormat } from '../example/row-format.ts';
import { toOneLine } from '../row/one-line.ts';
import type { Row } from '../row/row.ts';
import { Drop, type StepContext } from '../recipe/step.ts';

/** How rows become lines: the plain conversion to the target's format, but for what is asked here. */
export type LineSettings = Partial<Omit<ConversionSettings, 'format' | 'otherColumns'>>;

export interface MadeLine {
  readonly text: string;
  readonly value: Json;
  /** What the row said before; null where it came in the target's format. */
  readonly source: Example | null;
  /** What its service would have refused in it; null where it wasn't rewritten. */
  readonly rewritten: string | null;
}

/**
 * Rows as lines of a format. A row that has the format stays byte for byte, unless `findFault` finds something in how it is
 * spelled; then it is rewritten, as if it came from elsewhere, and stays as it was where that does not help.
 */
export function prepareLine(
  context: StepContext,
  formatId: string,
  settings: LineSettings,
  findFault: (value: Json) => string | null,
): (row: Row) => MadeLine | Drop {
  const full: ConversionSettings = { ...plainSettings(formatId), ...settings, otherColumns: 'leave-out' };
  const format = formatOf(full);
  const isPlain = Object.keys(settings).length === 0;
  return (row) => {
    // Nothing is asked of such a row and nothing is wrong with it: that is most rows of a set in the target's format.
    if (isPlain && rowFormat(row, context).id === format.id && findFault(row.value) === null) return sameLine(row);
    if (rowFormat(row, context).split?.(row.value)) return severalLines(2);
    const { source, example } = readExample(row, format, context);
    if (example instanceof Drop) return example;
    if (source.id !== format.id) return writeLine(example, format, full);
    return keepLine(row, example, { format, full, findFault });
  };
}

interface KeepPlan {
  readonly format: Format;
  readonly full: ConversionSettings;
  readonly findFault: (value: Json) => string | null;
}

function keepLine(row: Row, example: Example, { format, full, findFault }: KeepPlan): MadeLine | Drop {
  const kept = editSame(row, example, full, format);
  const [only, ...more] = kept instanceof Drop ? [] : kept;
  if (kept instanceof Drop) return kept;
  if (!only || more.length > 0) return severalLines(kept.length);
  const line = sameLine(only);
  const fault = findFault(only.value);
  if (fault === null) return line;
  const fresh = writeLine(plainExample(example), format, full);
  return fresh instanceof Drop || findFault(fresh.value) !== null ? line : { ...fresh, source: null, rewritten: fault };
}

function sameLine(row: Row): MadeLine {
  return { text: toOneLine(row.text), value: row.value, source: null, rewritten: null };
}

function writeLine(example: Example, format: Format, settings: ConversionSettings): MadeLine | Drop {
  const pieces = transformExample(example, settings, needsOf(format));
  if (pieces instanceof Drop) return pieces;
  const [piece, ...more] = pieces;
  if (!piece || more.length > 0) return severalLines(pieces.length);
  const value = writeExample(format, piece);
  return value instanceof Drop ? value : { text: JSON.stringify(value), value, source: example, rewritten: null };
}

function severalLines(count: number): Drop {
  return count === 0
    ? new Drop('no model turn to learn from')
    : new Drop('the row becomes several lines: add the step Convert format first');
}
