import type { RowStep } from '../json/rows-at.ts';

/** An array or object that has to be opened on the way to the rows. */
export interface Level {
  readonly opens: '{' | '[' | 'either';
  /** The only member that leads on; without it, all do. */
  readonly only?: string;
  /** A member that names the columns. */
  readonly names?: string;
}

/** The steps that are gone while a document is read, and those that are gone within each value that was found. */
export interface Way {
  readonly levels: readonly Level[];
  readonly inner: readonly RowStep[];
  /** How the values that the levels lead to become rows. */
  readonly last: RowStep;
}

/** Cuts the way to the rows where lists within rows begin. */
export function wayOf(steps: readonly RowStep[]): Way {
  const first = steps.findIndex(({ kind }) => kind !== 'key');
  const isSplit = steps[first]?.kind === 'members' && isList(steps[first + 1]);
  const outer = first < 0 ? steps.length : first + (isSplit ? 2 : 1);
  const way = steps.slice(0, outer);
  return { levels: way.flatMap(levelsOf), inner: steps.slice(outer), last: way.at(-1) ?? { kind: 'elements' } };
}

function isList(step: RowStep | undefined): boolean {
  return step?.kind === 'elements' || step?.kind === 'cells';
}

function levelsOf(step: RowStep): Level[] {
  switch (step.kind) {
    case 'key':
      return [{ opens: '{', only: step.key }];
    case 'elements':
    case 'cells':
      return [{ opens: '[' }];
    case 'members':
      return [{ opens: '{' }];
    case 'columns':
      return [{ opens: '{' }, { opens: 'either' }];
    case 'table':
      return [{ opens: '{', only: step.rows, names: step.names }, { opens: '[' }];
  }
}
