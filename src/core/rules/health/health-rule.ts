import type { Row } from '../../row/row.ts';
import type { Severity } from '../../health/finding.ts';
import type { HealthLook } from '../../health/health-look.ts';
import type { AnalysisContext } from '../../analyses/analysis.ts';
import type { RecipeStep } from '../../version/version.ts';

/** What a rule found. */
export interface Found {
  /** Positions, ascending; 'set' for what is said of all rows together. */
  readonly rows: Uint32Array | readonly number[] | 'set';
  /** With the count: "14 duplicate rows". */
  readonly title: string;
  readonly fix?: readonly RecipeStep[];
  /** Where it is another one than the rule's. */
  readonly severity?: Severity;
  readonly detail?: string;
  /** Has the detail made from one row, which is read for it. */
  readonly quote?: { readonly position: number; readonly of: (row: Row, context: AnalysisContext) => string };
}

/** Something that makes a dataset worse, looked for in what analyses say of its rows. */
export interface HealthRule {
  /** Equal to the file's name. */
  readonly id: string;
  readonly severity: Severity;
  /** What it looks for, without a count: "Duplicate rows". */
  readonly name: string;
  /** How it is found, a sentence; with its limits where it can be wrong. */
  readonly checks: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** Whose advice it is, with its date. */
  readonly source: string;
  /** Ids of the analyses that it reads. */
  readonly reads: readonly string[];
  /** Looks at nothing but its argument. null where there is nothing to say. */
  find(look: HealthLook): Found | null;
}

/** A step of a fix at its newest version is chosen when the fix is made: rules name the version that they were written for. */
export function fixStep(step: string, params: RecipeStep['params'] = {}, version = 1): RecipeStep {
  return { step, version, params };
}
