/** Where things are in the memory of the kernel. Its size is fixed: what doesn't fit is left to JavaScript. */

/** Bytes that are looked at at a time: they stay in the cache of the processor. */
export const WINDOW_BYTES: i32 = 512 << 10;
/** Rows found in a window that are handed over at a time. */
export const MOST_ROWS: i32 = 8_192;
/** Keys of a row, and their bytes together, that are recognised. */
export const MOST_KEYS: i32 = 256;
export const MOST_KEY_BYTES: i32 = 8 << 10;
/** As MAX_DEPTH of the settings. */
export const MAX_DEPTH: i32 = 1_000;
/** Members that are found at a time, of all rows together. */
export const MOST_MEMBERS: i32 = 16_384;

/** Sixteen bytes are read at a time, the last ones partly beyond what is there. */
const BEYOND: i32 = 16;

/** No place: what should be there is not. */
export const WRONG: usize = 0;
export const WINDOW: usize = memory.data(WINDOW_BYTES + BEYOND, 16);
/** The expected keys, quotes included, one after another, and where each ends. */
export const KEYS: usize = memory.data(MOST_KEY_BYTES + BEYOND, 16);
export const KEY_ENDS: usize = memory.data(MOST_KEYS * 4, 4);
/** The brackets that are open. */
export const OPEN: usize = memory.data(MAX_DEPTH + 1);
/** Start, end and four words of hash of each row, in three arrays. */
export const STARTS: usize = memory.data(MOST_ROWS * 4, 4);
export const ENDS: usize = memory.data(MOST_ROWS * 4, 4);
export const HASHES: usize = memory.data(MOST_ROWS * 16, 16);
/** Of each member of a row: where its value begins and ends, and whether a string of it holds a backslash. */
export const VALUE_STARTS: usize = memory.data(MOST_MEMBERS * 4, 4);
export const VALUE_ENDS: usize = memory.data(MOST_MEMBERS * 4, 4);
export const ESCAPED: usize = memory.data(MOST_MEMBERS);
