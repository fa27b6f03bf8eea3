/**
 * How many characters (code points) must be put in, taken out or replaced to make one text of the other. Source: Levenshtein,
 * 1966; computed 32 characters at a time after Myers, 1999, and Hyyrö, 2003.
 */
export function editDistance(one: string, other: string): number {
  const [rows, columns] = [Array.from(one), Array.from(other)];
  if (rows.length === 0 || columns.length === 0) return rows.length + columns.length;
  const blocks = Math.ceil(rows.length / 32);
  const masks = masksOf(rows, blocks);
  const none = new Int32Array(blocks);
  const plus = new Int32Array(blocks).fill(-1);
  const minus = new Int32Array(blocks);
  const last = 1 << ((rows.length - 1) & 31);
  let distance = rows.length;
  for (const character of columns) {
    const mask = masks.get(character) ?? none;
    // The top row grows by one with each column.
    let carry = 1;
    for (let block = 0; block < blocks; block++) {
      const [positive, negative] = [plus[block] ?? 0, minus[block] ?? 0];
      const equal = (mask[block] ?? 0) | (carry < 0 ? 1 : 0);
      const vertical = (mask[block] ?? 0) | negative;
      const across = (((equal & positive) + positive) ^ positive) | equal;
      const up = negative | ~(across | positive);
      const down = positive & across;
      const high = block === blocks - 1 ? last : 1 << 31;
      const out = (up & high) !== 0 ? 1 : (down & high) !== 0 ? -1 : 0;
      const raised = (up << 1) | (carry > 0 ? 1 : 0);
      const lowered = (down << 1) | (carry < 0 ? 1 : 0);
      plus[block] = lowered | ~(vertical | raised);
      minus[block] = raised & vertical;
      carry = out;
    }
    distance += carry;
  }
  return distance;
}

/** For each character the rows where it is, a bit each. */
function masksOf(rows: readonly string[], blocks: number): ReadonlyMap<string, Int32Array> {
  const masks = new Map<string, Int32Array>();
  rows.forEach((character, row) => {
    const mask = masks.get(character) ?? new Int32Array(blocks);
    mask[row >> 5] = (mask[row >> 5] ?? 0) | (1 << (row & 31));
    masks.set(character, mask);
  });
  return masks;
}
