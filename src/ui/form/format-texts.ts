import type { FieldRole } from '../../core/formats/format.ts';

/** What a form must know of a dataset's format: the roles of its texts, and whether columns don't reach them. */
export interface FormatTexts {
  readonly roles: readonly FieldRole[];
  readonly nested: boolean;
}

/** A dataset whose columns are all there is. */
export const NO_FORMAT: FormatTexts = { roles: [], nested: false };
