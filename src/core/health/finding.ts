import type { ContractReport } from './answer-contract.ts';
import type { RecipeStep } from '../version/version.ts';

/** `block`: a service would reject the set, or the rows can't be examples. `warn`: it makes a model worse. `note`: worth knowing. */
export type Severity = 'block' | 'warn' | 'note';

/** Something that health found in the rows of a version. Plain data. */
export interface Finding {
  /** The id of the rule that found it (`core/rules/health`). */
  readonly rule: string;
  readonly severity: Severity;
  /** With its count: "14 duplicate rows". */
  readonly title: string;
  /** How many rows it is about; all of them for what is true of the whole set. */
  readonly count: number;
  /** Steps that get rid of it; none where only a person can decide. */
  readonly fix: readonly RecipeStep[];
  /** Positions of the first rows that have it; none for what is true of the whole set. */
  readonly examples: readonly number[];
  /** What was found, in a few words, such as the usual shape that the rows lack; absent where the title says all. */
  readonly detail?: string;
  /** True for what is said of the set as a whole and not of single rows. */
  readonly ofSet?: true;
}

/** How many rows have how many tokens, as estimated. */
export interface TokenHistogram {
  /** Tokens at which each bin begins; the last entry is where the last bin ends. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly median: number;
  readonly most: number;
  readonly sum: number;
}

/** What health says of a version. Plain data, small: no rows and no lists of rows. */
export interface HealthReport {
  readonly rows: number;
  /** Rows with at least one finding that blocks or warns. */
  readonly suspectRows: number;
  /** Those that block first, then by how many rows they are about. */
  readonly findings: readonly Finding[];
  readonly tokens: TokenHistogram;
  /** null where outputs have no shape in common, and none was set. */
  readonly contract: ContractReport | null;
  /** How many rows had to be read for it: none where every analysis was there. */
  readonly rowsRead: number;
}
