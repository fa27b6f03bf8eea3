import { canonicalText } from '../../row/canonical.ts';
import type { Leaf, Leaves } from './leaves.ts';
import { type Matching, note } from './matching.ts';

/** A text that spells the JSON of what is a value on the other side, such as the arguments of a tool call. */
export function matchNested(matching: Matching): void {
  const { before, after, found, explained } = matching;
  const takeWritten = branchFinder(after, (leaf) => !explained.has(leaf));
  for (const leaf of before.leaves) {
    if (found.has(leaf)) continue;
    for (const target of takeWritten(leaf)) note(matching, leaf, 'respelled', target);
  }
  const takeRead = branchFinder(before, (leaf) => !found.has(leaf));
  for (const target of after.leaves) {
    if (explained.has(target)) continue;
    for (const leaf of takeRead(target)) note(matching, leaf, 'respelled', target);
  }
}

/** Finds the leaves that make up the value which a text spells; each such value once, and only where all are free. */
function branchFinder({ leaves, branches }: Leaves, isFree: (leaf: Leaf) => boolean): (leaf: Leaf) => readonly Leaf[] {
  let byText: Map<string, (readonly Leaf[])[]> | undefined;
  return ({ text }) => {
    const json = text === undefined ? undefined : parseNested(text);
    if (json === undefined) return [];
    if (!byText) {
      byText = new Map();
      for (const { source, from, to } of branches) {
        const inside = leaves.slice(from, to);
        const spelled = canonicalText(source);
        if (inside.every(isFree)) byText.set(spelled, [...(byText.get(spelled) ?? []), inside]);
      }
    }
    return byText.get(json)?.shift() ?? [];
  };
}

/** The canonical text of a text that is a JSON object or list; undefined for any other. */
export function parseNested(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return canonicalText(text);
}
