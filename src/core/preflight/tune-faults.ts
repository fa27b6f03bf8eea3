import type { ConversionSettings } from '../conversion/conversion-settings.ts';
import { catalogue } from '../models/index.ts';
import type { StepContext } from '../recipe/step.ts';
import type { Row } from '../row/row.ts';
import { targets } from '../targets/index.ts';
import type { RowFault } from './checked-row.ts';
import { preparePreflight } from './preflight.ts';

/**
 * What the service that tunes with a format would say of each row converted to it: what Tune says, for an export. Null where
 * no service takes the format.
 */
export function prepareTuneFaults(
  settings: ConversionSettings,
  context: StepContext,
): ((row: Row) => readonly RowFault[]) | null {
  const target = targets.find((each) => each.format === settings.format && each.requestBody !== null);
  if (!target) return null;
  const check = preparePreflight(context, target, catalogue.limits[target.id] ?? {}, settings);
  return (row) => check(row).faults;
}
