import type { MarkValues } from '../version/mark.ts';
import { joinIds } from '../version/segments.ts';

/**
 * What a step decides over all rows, as plain data. Positions count from 0 in the list that was surveyed; whatever a plan
 * does not name stays as it is.
 */
export interface Plan {
  readonly drop?: PlannedDrop;
  /** For each dropped row the position of the row that is kept in its stead. */
  readonly keptInstead?: Uint32Array;
  /** The kept positions, each once, in their new order. */
  readonly order?: Uint32Array;
  /** Of each mark at kept positions. */
  readonly marks?: readonly MarkValues[];
  /** Rows that become one, at the place of the first that is named. Not beside an `order`. */
  readonly join?: PlannedJoin;
  /** One number a position: rows of the same number above 0 belong together. For screens on which groups are reviewed. */
  readonly groups?: Uint32Array;
}

/** Rows that leave, and why. */
export interface PlannedDrop {
  /** Ascending positions. */
  readonly rows: Uint32Array;
  readonly reasons: readonly string[];
  /** For each row the index of its reason; absent where all leave for the first. */
  readonly reasonOf?: Uint8Array;
}

/** Rows that become one. A row alone may be a group, and becomes another row then. */
export interface PlannedJoin {
  /** Kept positions, one group after another. The first of a group gives its place; the others ascend, and so do the first ones. */
  readonly rows: Uint32Array;
  /** How many of them each group has: one at least. */
  readonly sizes: Uint32Array;
}

const NO_ROWS = new Uint32Array(0);

/** Throws an Error that says what is wrong with a plan over this many rows: a step that makes such a one has a bug. */
export function checkPlan(plan: Plan, count: number): void {
  const { drop, keptInstead, order, marks = [], join, groups } = plan;
  const gone = new Uint8Array(count);
  if (drop) {
    requireAscending('drop.rows', drop.rows, count);
    // Without it all leave for the first reason.
    const reasonOf = drop.reasonOf ?? new Uint8Array(drop.rows.length);
    requireLength('drop.reasonOf', reasonOf, drop.rows.length);
    requireBelow('drop.reasonOf', reasonOf, drop.reasons.length);
    for (const position of drop.rows) gone[position] = 1;
  }
  if (keptInstead) {
    requireLength('keptInstead', keptInstead, drop?.rows.length ?? 0);
    requireKept('keptInstead', keptInstead, gone);
  }
  if (order) {
    requireLength('order', order, count - (drop?.rows.length ?? 0));
    requireKept('order', order, gone);
    // As many as are kept, all of them kept, and none twice: so it is all of them.
    const seen = new Uint8Array(count);
    for (const position of order) {
      if (seen[position] === 1) throw new Error(`plan: order names ${position} twice`);
      seen[position] = 1;
    }
  }
  if (join) {
    if (order) throw new Error('plan: rows are joined and put in order at once');
    checkJoin(join, gone);
  }
  for (const { name, dictionary, rows, values } of marks) {
    requireAscending(`mark ${name}`, rows, count);
    requireKept(`mark ${name}`, rows, gone);
    requireLength(`mark ${name}`, values, rows.length);
    requireBelow(`mark ${name}`, values, dictionary.length + 1);
  }
  if (groups) requireLength('groups', groups, count);
}

/** Notes in `gone` which rows go into another one. */
function checkJoin({ rows, sizes }: PlannedJoin, gone: Uint8Array): void {
  requireKept('join.rows', rows, gone);
  requireLength(
    'join.rows',
    rows,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  let at = 0;
  let first = -1;
  for (const size of sizes) {
    if (size === 0) throw new Error('plan: join has a group without rows');
    const group = rows.subarray(at, at + size);
    requireBelow('join.rows', group, gone.length);
    requireAscending('join.rows', group.subarray(1), gone.length);
    if ((group[0] ?? 0) <= first) throw new Error(`plan: join has the group at ${group[0] ?? 0} behind a later one`);
    first = group[0] ?? 0;
    at += size;
  }
  for (const position of rows) {
    if (gone[position] === 1) throw new Error(`plan: join names ${position} twice`);
    gone[position] = 1;
  }
  for (const position of firstsOf({ rows, sizes })) gone[position] = 0;
}

/** The first position of each group, where its row comes to stand. */
export function firstsOf({ rows, sizes }: PlannedJoin): Uint32Array {
  let at = 0;
  return sizes.map((size) => {
    const first = rows[at] ?? 0;
    at += size;
    return first;
  });
}

function requireAscending(what: string, positions: Uint32Array, count: number): void {
  requireBelow(what, positions, count);
  for (let at = 1; at < positions.length; at++) {
    if ((positions[at] ?? 0) <= (positions[at - 1] ?? 0)) throw new Error(`plan: ${what} is not ascending at ${at}`);
  }
}

function requireBelow(what: string, numbers: ArrayLike<number>, end: number): void {
  for (let at = 0; at < numbers.length; at++) {
    if ((numbers[at] ?? 0) >= end) throw new Error(`plan: ${what} has ${numbers[at] ?? 0}, which is not below ${end}`);
  }
}

function requireLength(what: string, numbers: ArrayLike<number>, length: number): void {
  if (numbers.length !== length) throw new Error(`plan: ${what} has ${numbers.length} numbers instead of ${length}`);
}

/** `gone` has 1 for each position that is dropped. */
function requireKept(what: string, positions: Uint32Array, gone: Uint8Array): void {
  requireBelow(what, positions, gone.length);
  for (const position of positions) {
    if (gone[position] === 1) throw new Error(`plan: ${what} names ${position}, which is dropped`);
  }
}

/**
 * The plan without the drop of rows that are to be kept all the same. They stay at their places; in a new order they come
 * last, because the plan has no place for them there.
 */
export function keepRows(plan: Plan, isKept: (position: number) => boolean): Plan {
  const { drop, keptInstead, order } = plan;
  if (!drop) return plan;
  const leaves = Uint8Array.from(drop.rows, (position) => (isKept(position) ? 0 : 1));
  if (!leaves.includes(0)) return plan;
  const isLeaving = (_: number, at: number): boolean => leaves[at] === 1;
  const kept = drop.rows.filter((_, at) => leaves[at] === 0);
  return {
    ...plan,
    drop: {
      ...drop,
      rows: drop.rows.filter(isLeaving),
      ...(drop.reasonOf && { reasonOf: drop.reasonOf.filter(isLeaving) }),
    },
    ...(keptInstead && keptInstead.length > 0 && { keptInstead: keptInstead.filter(isLeaving) }),
    ...(order && { order: joinIds([order, kept]) }),
  };
}

/** The list that a plan leaves of this many rows, as their positions in the old one. */
export function keptPositions({ drop, order, join }: Plan, count: number): Uint32Array {
  if (order) return order;
  if (join) return keptBesideJoin(drop?.rows ?? NO_ROWS, join, count);
  const dropped = drop?.rows ?? NO_ROWS;
  const kept = new Uint32Array(count - dropped.length);
  let at = 0;
  let next = 0;
  for (let position = 0; position < count; position++) {
    if (dropped[next] === position) next++;
    else kept[at++] = position;
  }
  return kept;
}

function keptBesideJoin(dropped: Uint32Array, join: PlannedJoin, count: number): Uint32Array {
  const stays = new Uint8Array(count).fill(1);
  for (const position of dropped) stays[position] = 0;
  for (const position of join.rows) stays[position] = 0;
  for (const position of firstsOf(join)) stays[position] = 1;
  const kept = new Uint32Array(stays.reduce((sum, one) => sum + one, 0));
  let at = 0;
  for (let position = 0; position < count; position++) if (stays[position] === 1) kept[at++] = position;
  return kept;
}

/** How many of the kept rows come to another place among each other. */
export function countMoved(plan: Plan, count: number): number {
  const { order } = plan;
  if (!order) return 0;
  const { drop } = plan;
  const before = keptPositions(drop ? { drop } : {}, count);
  let moved = 0;
  for (let at = 0; at < order.length; at++) if (order[at] !== before[at]) moved++;
  return moved;
}

/** How many rows get a value of some mark, or lose one. */
export function countMarked({ marks = [] }: Plan): number {
  const [only] = marks;
  if (marks.length <= 1) return only?.rows.length ?? 0;
  return new Set(marks.flatMap(({ rows }) => [...rows])).size;
}

/** The rows that a plan drops for one reason. */
export interface ReasonedDrop {
  readonly reason: string;
  /** Ascending positions. */
  readonly rows: Uint32Array;
  /** One position for each of `rows`, or none at all. */
  readonly keptInstead: Uint32Array;
}

/** What a plan drops, by reason; reasons for which no row leaves are left out. */
export function dropsByReason({ drop, keptInstead = NO_ROWS }: Plan): ReasonedDrop[] {
  if (!drop || drop.rows.length === 0) return [];
  const { rows, reasons, reasonOf } = drop;
  if (!reasonOf) return [{ reason: reasons[0] ?? '', rows, keptInstead }];
  return reasons.flatMap((reason, index) => {
    const isOne = (_: number, at: number): boolean => reasonOf[at] === index;
    const chosen = rows.filter(isOne);
    return chosen.length === 0 ? [] : [{ reason, rows: chosen, keptInstead: keptInstead.filter(isOne) }];
  });
}
