import { convertedColumns } from '../../../src/core/conversion/converted-columns.ts';
import { convertRow, formatOf } from '../../../src/core/conversion/convert-row.ts';
import { plainSettings } from '../../../src/core/conversion/conversion-settings.ts';
import { countRefusal, type Refusals, type Refused } from '../../../src/core/conversion/refusals.ts';
import type { Row } from '../../../src/core/row/row.ts';
import { Drop, type StepContext } from '../../../src/core/recipe/step.ts';

/** What is written of each row of a version: the row as it is, or what a conversion makes of it. */
export interface ExportRows {
  readonly columns: readonly string[];
  /** Counts in `refused` the rows that can't be written, by reason. */
  readonly take: (row: Row) => readonly Row[];
  /** Why a row can't be written; null where it can. Counts nothing. */
  readonly whyNot: (row: Row) => Drop | null;
  readonly refused: Refusals;
}

export function exportRows(context: StepContext, format: string | null): ExportRows {
  const refused: Record<string, Refused> = {};
  if (format === null) return { columns: context.columns, take: (row) => [row], whyNot: () => null, refused };
  const settings = plainSettings(format);
  const columns = convertedColumns(formatOf(settings), context, settings);
  const take = (row: Row): readonly Row[] => {
    const made = convertRow(row, settings, context);
    if (!(made instanceof Drop)) return made;
    countRefusal(refused, made);
    return [];
  };
  const whyNot = (row: Row): Drop | null => {
    const made = convertRow(row, settings, context);
    return made instanceof Drop ? made : null;
  };
  return { columns, take, whyNot, refused };
}
