/** The mark that holds a dataset's split, and its values. */
export const SPLIT_MARK = 'split';
export const SPLIT_SIDES = ['train', 'validation', 'test'] as const;
export type SplitSide = (typeof SPLIT_SIDES)[number];
