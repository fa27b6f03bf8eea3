/** Columns of a preview that are shown: more can't be looked at, and are counted. */
export const SHOWN_COLUMNS = 40;
