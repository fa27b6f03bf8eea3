/** Where the cursor goes from a cell that was edited: columns to the right, or null for nowhere, as the focus went. */
export type Leave = -1 | 0 | 1 | null;
