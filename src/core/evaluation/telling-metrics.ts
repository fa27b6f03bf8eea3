/** Metrics that say whether answers are right, the first that applies. Overlap of words says no such thing. */
export const RIGHT = ['accuracy', 'json-fields', 'normalised-match'] as const;

/** The same, and where nothing tells right from wrong, overlap with the reference, which still tells more from less. */
export const TELLING = [...RIGHT, 'rouge-l'] as const;
