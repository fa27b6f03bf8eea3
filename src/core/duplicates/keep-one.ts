import { KeyHash } from '../hash/key-hash.ts';
import { chosenColumns, chosenRoles } from '../recipe/chosen-texts.ts';
import type { Plan } from '../recipe/plan.ts';
import type { PreparedStep, StepContext, TextChoice } from '../recipe/step.ts';
import type { StringChange } from '../row/canonical.ts';
import { KEY_WORDS, KeyIndex } from './key-index.ts';
import { RoleKey } from './role-key.ts';
import { RowKey } from './row-key.ts';

/** Keeps the first or the last of all rows that are the same in what is chosen, its texts compared as `change` gives them. */
export function keepOneOfEach(
  choices: readonly TextChoice[],
  context: StepContext,
  change: StringChange | undefined,
  keepsLast: boolean,
): PreparedStep {
  const hash = new KeyHash();
  const key = new RowKey(hash, isWholeRow(choices, context) ? null : chosenColumns(choices), change);
  const roles = new RoleKey(hash, chosenRoles(choices), context, change);
  return {
    survey: {
      words: KEY_WORDS,
      read(row, into, at) {
        hash.reset();
        key.add(row);
        roles.add(row);
        hash.digest(into, at);
      },
    },
    decide: (keys, count) => keepOne(keys, count, keepsLast),
  };
}

/** With every column chosen, columns that the dataset does not know of count as well. */
function isWholeRow(columns: readonly TextChoice[], context: StepContext): boolean {
  if (columns.length === 0) return true;
  return context.columns.length > 0 && context.columns.every((column) => columns.includes(column));
}

/** Goes over the positions from the end that is kept, so that the first one met is the one that stays. */
function keepOne(keys: Uint32Array, count: number, keepsLast: boolean): Plan {
  const index = new KeyIndex(keys, count);
  const dropped: number[] = [];
  const kept: number[] = [];
  for (let i = 0; i < count; i++) {
    const position = keepsLast ? count - 1 - i : i;
    const found = index.findOrAdd(position);
    if (found === position) continue;
    dropped.push(position);
    kept.push(found);
  }
  if (keepsLast) {
    dropped.reverse();
    kept.reverse();
  }
  const drop = { rows: Uint32Array.from(dropped), reasons: ['duplicate'] };
  return { drop, keptInstead: Uint32Array.from(kept) };
}
