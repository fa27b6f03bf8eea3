import { OPEN_BRACE, OPEN_BRACKET, readItems, skipSpace, type Item } from './scan.ts';

/**
 * A row's text taken apart only where edits go, so that putting it together again gives every other character back.
 * `lead name colon value tail` in a row are the text of one member; elements and the row itself have no name.
 */
export interface Part {
  lead: string;
  key: string;
  name: string;
  colon: string;
  value: string | Branch;
  tail: string;
}

/** An object (`keyed`) or array that was opened. */
export interface Branch {
  readonly keyed: boolean;
  /** The white space between the brackets where there are no parts. */
  readonly blank: string;
  parts: Part[];
}

/** The whole text as one part, with the white space around it. */
export function wholeOf(text: string): Part {
  const value = text.trim();
  const start = skipSpace(text, 0);
  return { lead: text.slice(0, start), key: '', name: '', colon: '', value, tail: text.slice(start + value.length) };
}

/** Opens a part's value; undefined where it is neither object nor array. */
export function branchOf(part: Part): Branch | undefined {
  const { value } = part;
  if (typeof value !== 'string') return value;
  const first = value.charCodeAt(0);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return undefined;
  const parts = readItems(value, 0).map((item) => partOf(value, item));
  const branch = { keyed: first === OPEN_BRACE, blank: parts.length > 0 ? '' : value.slice(1, -1), parts };
  part.value = branch;
  return branch;
}

function partOf(text: string, item: Item): Part {
  return {
    lead: text.slice(item.from, item.keyStart),
    key: item.key,
    name: text.slice(item.keyStart, item.keyEnd),
    colon: text.slice(item.keyEnd, item.start),
    value: text.slice(item.start, item.end),
    tail: text.slice(item.end, item.to),
  };
}

/** The part that JSON.parse would see under a key: the last of equal keys. An array takes numbers only. */
export function childOf(branch: Branch, key: string | number): Part | undefined {
  if (!branch.keyed) return typeof key === 'number' ? branch.parts[key] : undefined;
  const name = String(key);
  return branch.parts.findLast((part) => part.key === name);
}

/** The text again. */
export function textOf(part: Part): string {
  return part.lead + part.name + part.colon + valueText(part.value) + part.tail;
}

function valueText(value: string | Branch): string {
  if (typeof value === 'string') return value;
  const [open, close] = value.keyed ? ['{', '}'] : ['[', ']'];
  if (value.parts.length === 0) return open + close;
  return open + value.parts.map(textOf).join(',') + close;
}
