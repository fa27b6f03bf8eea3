import { decodeString, isClosing, OPEN_BRACE, OPEN_BRACKET, QUOTE, readItems, skipSpace } from '../../row/scan.ts';

/** A value in a row that holds no others: a text, number, true, false, null, or an empty list or object. */
export interface Leaf {
  /** Where it is, with `[]` for any index: `messages[].content`. */
  readonly pattern: string;
  /** Where it is in this row: `messages[0].content`. */
  readonly place: string;
  /** The last key on the way to it. */
  readonly key: string;
  /** As the row spells it: parsing would make 1 and 1.0 the same. */
  readonly source: string;
  /** What it says; undefined where it is no text. */
  readonly text: string | undefined;
}

/** A list or object inside a row, and which leaves are in it. */
export interface Branch {
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

export interface Leaves {
  readonly leaves: readonly Leaf[];
  readonly branches: readonly Branch[];
}

/** Everything in a row's text, in its order. */
export function readLeaves(text: string): Leaves {
  const into = { leaves: [], branches: [] };
  collect(text.slice(skipSpace(text, 0)).trimEnd(), { pattern: '', place: '', key: '' }, into);
  return into;
}

type Where = Pick<Leaf, 'pattern' | 'place' | 'key'>;

function collect(source: string, where: Where, into: { leaves: Leaf[]; branches: Branch[] }): void {
  const first = source.charCodeAt(0);
  const from = into.leaves.length;
  const isKeyed = first === OPEN_BRACE;
  if (!isKeyed && first !== OPEN_BRACKET) {
    into.leaves.push({ ...where, source, text: first === QUOTE ? decodeString(source, 0, source.length) : undefined });
    return;
  }
  if (isClosing(source.charCodeAt(skipSpace(source, 1)))) {
    into.leaves.push({ ...where, source: isKeyed ? '{}' : '[]', text: undefined });
  } else {
    for (const [index, item] of readItems(source, 0).entries()) {
      collect(source.slice(item.start, item.end), isKeyed ? memberOf(where, item.key) : elementOf(where, index), into);
    }
  }
  if (where.place !== '') into.branches.push({ source, from, to: into.leaves.length });
}

function memberOf({ pattern, place }: Where, key: string): Where {
  const dot = place === '' ? '' : '.';
  return { pattern: `${pattern}${dot}${key}`, place: `${place}${dot}${key}`, key };
}

function elementOf({ pattern, place, key }: Where, index: number): Where {
  return { pattern: `${pattern}[]`, place: `${place}[${index}]`, key };
}
