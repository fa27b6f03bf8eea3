import type { Completion, Example, Turn } from './example.ts';
import { rowFormat } from './row-format.ts';
import { ShapeError, type Format } from '../formats/format.ts';
import { sameSpelling } from '../formats/parts/same-spelling.ts';
import type { Row } from '../row/row.ts';
import { patchBetween } from '../row/value-patch.ts';
import type { StepContext } from '../recipe/step.ts';

/** A row's text after an edit of what it means, or why its format can't hold the edit. */
export type EditedExample = { readonly text: string } | { readonly problem: string };

/**
 * Writes a changed example back into its row. Only the bytes of what changed are new. What comes out is read again: where
 * it would not say exactly what was wanted, nothing is written and the problem says so.
 */
export function editExample(row: Row, context: StepContext, change: (example: Example) => Example): EditedExample {
  const format = rowFormat(row, context);
  const obstacle = editObstacle(row, format);
  if (obstacle !== null) return { problem: obstacle };
  try {
    const before = format.toExample(row.value);
    const wanted = change(before);
    if (saysSame(before, wanted)) return { text: row.text };
    // Not from the row itself: a format may write it under other names, which are to stay.
    const edits = patchBetween(format.fromExample(before), format.fromExample(wanted));
    const made = row.edit(edits);
    if (saysSame(rowFormat(made, context).toExample(made.value), wanted)) return { text: made.text };
  } catch (error) {
    if (error instanceof ShapeError) return { problem: `${format.title} can't hold this: ${error.message}.` };
    throw error;
  }
  return { problem: `${format.title} can't hold this: it would come out as something else. Edit the row as JSON.` };
}

/** Why a row's conversation can't be edited at all; null where it can. */
function editObstacle(row: Row, format: Format): string | null {
  if (format.readOnly === true) return `${format.title} is only read here: edit the row as JSON, or convert it first.`;
  if (format.split?.(row.value)) return 'This row holds several conversations: edit it as JSON.';
  return null;
}

function saysSame(one: Example, other: Example): boolean {
  return (
    sameTurns(one.turns, other.turns) &&
    sameCompletions(one.completions ?? [], other.completions ?? []) &&
    sameSpelling(one.tools ?? [], other.tools ?? []) &&
    one.label === other.label
  );
}

function sameCompletions(one: readonly Completion[], other: readonly Completion[]): boolean {
  return (
    one.length === other.length &&
    one.every((completion, index) => {
      const twin = other[index];
      return twin !== undefined && completion.score === twin.score && sameTurns(completion.turns, twin.turns);
    })
  );
}

function sameTurns(one: readonly Turn[], other: readonly Turn[]): boolean {
  return one.length === other.length && one.every((turn, index) => isSame(turn, other[index]));
}

function isSame(one: Turn, other: Turn | undefined): boolean {
  if (!other || one.role !== other.role || (one.name ?? '') !== (other.name ?? '')) return false;
  return (one.weight ?? null) === (other.weight ?? null) && sameSpelling(one.parts, other.parts);
}
