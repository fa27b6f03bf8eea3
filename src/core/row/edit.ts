import type { Json } from '../json.ts';
import { branchOf, childOf, textOf, wholeOf, type Branch, type Part } from './patch.ts';

/** Keys and indexes from the root of a row to a value; empty for the row itself. */
export type Path = readonly (string | number)[];

/** One change of a row's text. All bytes that an edit does not name stay as they are. */
export type Edit =
  /** Replaces the value at `path`, or adds it at the end of its object where the last key is new. */
  | { readonly op: 'set'; readonly path: Path; readonly value: Json }
  /** Removes the key at `path`, with its comma; every occurrence where the key is duplicated. */
  | { readonly op: 'remove'; readonly path: Path }
  /** Gives the key at `path` a new name in its place; every occurrence where the key is duplicated. */
  | { readonly op: 'rename'; readonly path: Path; readonly to: string }
  /** Makes the list at `path` of these items: a number is the item that was there at that index, as it is spelled. */
  | { readonly op: 'arrange'; readonly path: Path; readonly items: readonly ListItem[] };

export type ListItem = number | { readonly value: Json };

/** Applies edits to a row's JSON text, one after another. Throws where a path does not exist. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const root = wholeOf(text);
  for (const edit of edits) applyEdit(root, edit);
  return textOf(root);
}

function applyEdit(root: Part, edit: Edit): void {
  if (edit.op === 'arrange') {
    arrange(partAt(root, edit.path), edit.items, edit.path);
    return;
  }
  const last = edit.path.at(-1);
  if (last === undefined) {
    if (edit.op !== 'set') throw new Error(`${edit.op} needs a path: the row itself has no key`);
    root.value = JSON.stringify(edit.value);
    return;
  }
  const branch = parentOf(root, edit.path);
  if (edit.op === 'set') setValue(branch, last, edit);
  else if (edit.op === 'remove') removeKey(branch, last, edit.path);
  else renameKey(branch, last, edit);
}

function parentOf(root: Part, path: Path): Branch {
  return branchOf(partAt(root, path.slice(0, -1), path)) ?? missing(path);
}

/** `named`: the path that an edit names, for the words where there is none. */
function partAt(root: Part, path: Path, named = path): Part {
  let part = root;
  for (const key of path) part = childOf(branchOf(part) ?? missing(named), key) ?? missing(named);
  return part;
}

/** The white space between items belongs to their places, not to them. */
function arrange(part: Part, items: readonly ListItem[], path: Path): void {
  const branch = branchOf(part);
  if (!branch || branch.keyed) missing(path);
  const { parts: before } = branch;
  const edge = { lead: before[0]?.lead ?? '', tail: before.at(-1)?.tail ?? '' };
  const between = { lead: before[1]?.lead ?? '', tail: before.length > 1 ? (before[0]?.tail ?? '') : '' };
  branch.parts = items.map((item, index) => {
    const kept = typeof item === 'number' ? (before[item] ?? missing([...path, item])) : null;
    const value = typeof item === 'number' ? '' : JSON.stringify(item.value);
    return {
      ...(kept ?? { key: '', name: '', colon: '', value }),
      lead: index === 0 ? edge.lead : between.lead,
      tail: index === items.length - 1 ? edge.tail : between.tail,
    };
  });
}

function setValue(branch: Branch, key: string | number, edit: { readonly path: Path; readonly value: Json }): void {
  const value = JSON.stringify(edit.value);
  const part = childOf(branch, key);
  if (part) part.value = value;
  else if (branch.keyed) append(branch, String(key), value);
  else missing(edit.path);
}

/** New keys are written without spaces: what to imitate in a row of mixed style is anyone's guess. */
function append(branch: Branch, key: string, value: string): void {
  const before = branch.parts.at(-1);
  const tail = before ? before.tail : branch.blank;
  if (before) before.tail = '';
  branch.parts.push({ lead: '', key, name: JSON.stringify(key), colon: ':', value, tail });
}

function removeKey(branch: Branch, key: string | number, path: Path): void {
  const { parts } = branch;
  const gone = childOf(branch, key) ?? missing(path);
  const left = branch.keyed ? parts.filter((part) => part.key !== gone.key) : parts.filter((part) => part !== gone);
  const first = left[0];
  const last = left.at(-1);
  // The white space beside the brackets belongs to the brackets.
  if (first && parts[0]) first.lead = parts[0].lead;
  if (last) last.tail = parts.at(-1)?.tail ?? '';
  branch.parts = left;
}

function renameKey(branch: Branch, key: string | number, edit: { readonly path: Path; readonly to: string }): void {
  if (!branch.keyed || !childOf(branch, key)) missing(edit.path);
  const name = JSON.stringify(edit.to);
  for (const part of branch.parts) {
    if (part.key !== String(key)) continue;
    part.key = edit.to;
    part.name = name;
  }
}

function missing(path: Path): never {
  throw new Error(`path ${JSON.stringify(path)} does not exist in the row`);
}
