import type { Example } from '../example/example.ts';
import { RowTexts } from '../example/row-texts.ts';
import type { Row } from '../row/row.ts';
import type { StepContext } from '../recipe/step.ts';
import { countCharacters } from '../text/characters.ts';
import { isBlank, trim } from '../text/white-space.ts';

/** A class has a short name; whether short outputs are classes shows only over all rows (`PreflightSum.labels`). */
const MAX_CHARACTERS = 100;

/** The class of a row: its label, else a short output of one line; null where it has neither. */
export function labelOf(
  row: Row,
  context: StepContext,
  { source, outputs }: { readonly source: Example | null; readonly outputs: readonly string[] },
): string | null {
  const [named] = RowTexts.for(context).of(row, 'label');
  if (named !== undefined) return shortText(named);
  if (source?.label !== undefined) return shortText(String(source.label));
  const [only, ...more] = outputs;
  return only !== undefined && more.length === 0 ? shortText(only) : null;
}

function shortText(text: string): string | null {
  const label = trim(text);
  if (isBlank(label) || /[\r\n]/.test(label)) return null;
  return countCharacters(label, MAX_CHARACTERS + 1) <= MAX_CHARACTERS ? label : null;
}
