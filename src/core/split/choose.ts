import type { RowGroups } from './groups.ts';
import { shareOut } from './share-out.ts';

/** What is settled before groups are chosen. */
export interface Settled {
  /** 1 for groups that are on another side, or on this one already. */
  readonly taken: Uint8Array;
  /** Of the rows that are on this side already, how many have each label. */
  readonly has: ReadonlyMap<number, number>;
}

/**
 * 1 for each group that is held out: `wanted` rows in all, or as near as the groups allow, each label with its part. Rows
 * that are on the side already count.
 */
export function chooseGroups(groups: RowGroups, wanted: number, settled?: Settled): Uint8Array {
  const chosen = new Uint8Array(groups.sizes.length);
  const taken = settled?.taken ?? new Uint8Array(groups.sizes.length);
  let missing = wanted;
  for (const rows of settled?.has.values() ?? []) missing -= rows;
  if (missing <= 0) return chosen;
  const order = byHash(groups.hashes);
  const left = shareOut(rowsByLabel(groups), wanted);
  for (const [label, rows] of settled?.has ?? []) left.set(label, (left.get(label) ?? 0) - rows);
  for (const group of order) {
    if (taken[group] === 1) continue;
    const label = groups.labels[group] ?? 0;
    const size = groups.sizes[group] ?? 0;
    const room = left.get(label) ?? 0;
    if (size > room || size > missing) continue;
    left.set(label, room - size);
    chosen[group] = 1;
    missing -= size;
  }
  return missing > 0 ? fillUp(groups, order, { chosen, taken }, missing) : chosen;
}

/** Large groups leave their labels' parts unfilled: takes what fits of any label, then one that comes nearer by overshooting. */
function fillUp(
  groups: RowGroups,
  order: Uint32Array,
  { chosen, taken }: { readonly chosen: Uint8Array; readonly taken: Uint8Array },
  missing: number,
): Uint8Array {
  let smallest = -1;
  for (const group of order) {
    if (chosen[group] === 1 || taken[group] === 1) continue;
    const size = groups.sizes[group] ?? 0;
    if (size <= missing) {
      chosen[group] = 1;
      missing -= size;
    } else if (smallest === -1 || size < (groups.sizes[smallest] ?? 0)) smallest = group;
  }
  const over = smallest === -1 ? Infinity : (groups.sizes[smallest] ?? 0) - missing;
  // Something must be left to learn from.
  const isAll = chosen.reduce((sum, each, group) => sum + (each | (taken[group] ?? 0)), 0) + 1 >= chosen.length;
  if (over < missing && !isAll) chosen[smallest] = 1;
  return chosen;
}

function rowsByLabel({ labels, sizes }: RowGroups): Map<number, number> {
  const counts = new Map<number, number>();
  for (let group = 0; group < labels.length; group++) {
    const label = labels[group] ?? 0;
    counts.set(label, (counts.get(label) ?? 0) + (sizes[group] ?? 0));
  }
  return counts;
}

/**
 * Groups by hash, the earlier one first among equals. Hash and number are in one 64-bit word each, since sorting those
 * needs no function: a tenth of the time for a million.
 */
function byHash(hashes: Uint32Array): Uint32Array {
  const words = new BigUint64Array(hashes.length);
  const view = new DataView(words.buffer);
  for (let group = 0; group < hashes.length; group++) {
    // The byte order of this machine is little-endian, as that of every browser's machine.
    view.setUint32(group * 8, group, true);
    view.setUint32(group * 8 + 4, hashes[group] ?? 0, true);
  }
  words.sort();
  return Uint32Array.from(hashes, (_, rank) => view.getUint32(rank * 8, true));
}
