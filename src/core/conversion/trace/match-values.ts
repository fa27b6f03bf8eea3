import { trim } from '../../text/white-space.ts';
import type { Leaf } from './leaves.ts';
import { holdsText } from './match-texts.ts';
import { type Matching, note } from './matching.ts';

/** Equal values at equal places are kept. */
export function matchPlaces(matching: Matching): void {
  const byPlace = new Map(matching.after.leaves.map((leaf) => [leaf.place, leaf]));
  for (const leaf of matching.before.leaves) {
    const same = byPlace.get(leaf.place);
    if (same && sameValue(same, leaf)) note(matching, leaf, 'kept', same);
  }
}

/** Equal values elsewhere were moved: the first to the first, the second to the second. */
export function matchEqual(matching: Matching): void {
  pairUp(matching, 'moved', valueOf, valueOf, (targets) => countLongerBefore(matching, targets));
}

/** The same thing said in another way: a role's name, a type's letter case, a number as text, white space around. */
export function matchRespelled(matching: Matching): void {
  pairUp(matching, 'respelled', roleOf);
  pairUp(matching, 'respelled', typeOf);
  pairUp(matching, 'respelled', trimmedOf);
  pairUp(matching, 'respelled', scalarOf, trimmedOf);
}

type NameOf = (leaf: Leaf) => string | undefined;

/** `passedBy`: how many equal values may have gone elsewhere before the first of these places. */
function pairUp(
  matching: Matching,
  fate: 'moved' | 'respelled',
  nameOf: NameOf,
  targetNameOf = nameOf,
  passedBy: (targets: readonly Leaf[]) => number = () => 0,
): void {
  const named = groupBy(matching.before.leaves, nameOf);
  const open = matching.after.leaves.filter((leaf) => !matching.explained.has(leaf));
  for (const [name, targets] of groupBy(open, targetNameOf)) {
    const all = named.get(name) ?? [];
    const free = all.filter((leaf) => !matching.found.has(leaf));
    const surplus = free.length - targets.length;
    const waiting = surplus > 0 ? free.slice(Math.min(surplus, passedBy(targets))) : free;
    const last = waiting.at(-1) ?? all.at(-1);
    // More places than values: the value was copied. Role words are shared by turns that became one.
    for (const [index, target] of targets.entries()) {
      const leaf = waiting[index] ?? last;
      if (leaf) note(matching, leaf, fate, target);
    }
  }
}

/** How many longer texts hold the text of these places, and come before the first of them. */
function countLongerBefore({ after, explained }: Matching, targets: readonly Leaf[]): number {
  const [first] = targets;
  const text = first?.text;
  if (!first || text === undefined) return 0;
  const before = after.leaves.slice(0, after.leaves.indexOf(first));
  return before.filter((leaf) => !explained.has(leaf) && holdsText(leaf.text ?? '', text)).length;
}

function sameValue(one: Leaf, other: Leaf): boolean {
  return one.text === undefined ? one.source === other.source : one.text === other.text;
}

function groupBy(leaves: readonly Leaf[], nameOf: NameOf): Map<string, Leaf[]> {
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const name = nameOf(leaf);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(leaf);
    else groups.set(name, [leaf]);
  }
  return groups;
}

/** A text's own value. Others are told apart by their key as well: a 1 here and a 1 there mean nothing to each other. */
function valueOf({ text, source, key }: Leaf): string | undefined {
  if (text !== undefined) return text === '' ? undefined : `text ${text}`;
  return EMPTY.test(source) ? undefined : `${key} ${source}`;
}

/** Says as much as nothing at all. */
const EMPTY = /^(?:null|\{\}|\[\])$/;

const ROLES: Readonly<Record<string, string>> = {
  ...named('user', ['user', 'human', 'prompter', 'Human']),
  ...named('model', ['model', 'assistant', 'gpt', 'bot', 'chatgpt', 'bard', 'ai', 'Assistant']),
  ...named('system', ['system', 'developer']),
  ...named('tool', ['tool', 'function', 'observation', 'ipython']),
};

function named(role: string, words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(words.map((word) => [word, role]));
}

function roleOf({ key, text }: Leaf): string | undefined {
  if ((key !== 'role' && key !== 'from') || text === undefined) return undefined;
  return Object.hasOwn(ROLES, text) ? ROLES[text] : undefined;
}

function typeOf({ key, text }: Leaf): string | undefined {
  return key === 'type' ? text?.toLowerCase() : undefined;
}

function trimmedOf({ text }: Leaf): string | undefined {
  return text === undefined || trim(text) === '' ? undefined : trim(text);
}

/** A number, true or false. */
function scalarOf({ text, source }: Leaf): string | undefined {
  return text === undefined && !EMPTY.test(source) ? source : undefined;
}
