import { counted, grouped, percent } from '../core/amount.ts';
import type { DuplicateKind } from '../core/duplicates/duplicate-kinds.ts';
import type { WipeWarning } from '../jobs/find-duplicates.ts';

export const KIND_TITLES: Readonly<Record<DuplicateKind, string>> = {
  near: 'Near',
  exact: 'Exact',
  normalised: 'Normalised',
  contradictions: 'Contradictions',
};

export const KIND_HELP: Readonly<Record<DuplicateKind, string>> = {
  near: 'Rows that share most of their wording. Similarity is the share of three-word runs that two texts have in common.',
  exact: 'Rows with exactly the same text.',
  normalised: 'Rows with the same text apart from letter case, spacing and Unicode variants.',
  contradictions:
    'Rows with the same input and different outputs. Keep the right answer, or keep all if several are right.',
};

/** What is there: "14 groups. Removes 15 rows, keeps 984 of 999." */
export function removalWords(groups: number, removed: number, rows: number): string {
  if (groups === 0) return 'No groups.';
  return `${counted(groups, 'group')}. Removes ${counted(removed, 'row')}, keeps ${grouped(rows - removed)} of ${grouped(rows)}.`;
}

/** Why somebody should look twice before a run. */
export function warningWords({ of, name, removed, rows }: WipeWarning): string {
  const share = `${percent(removed, rows)} of`;
  switch (of) {
    case 'rows':
      return `This removes ${share} all rows (${grouped(removed)} of ${grouped(rows)}). Raise the similarity or review the groups first.`;
    case 'label':
      return `This removes ${share} the rows labelled “${name}” (${grouped(removed)} of ${grouped(rows)}).`;
    case 'source':
      return `This removes ${share} the rows from ${name} (${grouped(removed)} of ${grouped(rows)}).`;
  }
}

/** How alike a row is to the one that the group is compared with. */
export function alikeWords(alike: number): string {
  return alike === 1 ? '100% similar' : `${Math.floor(alike * 100 + 1e-9)}% similar`;
}
