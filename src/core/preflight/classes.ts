/** Labels play a part where each has this many rows on average, and most rows have one. */
const ROWS_PER_CLASS = 5;
const LABELLED_SHARE = 0.8;
/** This many different labels, or more, are no classes. */
export const MAX_CLASSES = 1000;

/** How many rows there are, how many of them have a label, and how many different labels those are. */
export interface LabelCounts {
  readonly rows: number;
  readonly labelled: number;
  readonly labels: number;
}

/** Whether labels are classes, by which rows can be balanced: short answers to all kinds of questions are not. */
export function areClasses({ rows, labelled, labels }: LabelCounts): boolean {
  return labels > 1 && labels < MAX_CLASSES && labelled >= rows * LABELLED_SHARE && labelled >= labels * ROWS_PER_CLASS;
}
