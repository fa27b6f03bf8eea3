import { canonicalText } from '../../row/canonical.ts';
import { type Leaf, readLeaves } from './leaves.ts';
import { parseNested } from './match-nested.ts';
import { holdsText, isRoleWord } from './match-texts.ts';
import { type Matching, note } from './matching.ts';

/** A text of which shorter ones were made; of one that spells JSON, the values inside. */
export function matchSplit(matching: Matching): void {
  const targets = matching.after.leaves.filter((leaf) => !matching.explained.has(leaf) && !isRoleWord(leaf));
  if (targets.length === 0) return;
  for (const leaf of matching.before.leaves) {
    if (leaf.text === undefined || matching.found.has(leaf) || isRoleWord(leaf)) continue;
    const isPiece = pieceFinder(leaf.text);
    for (const target of targets) if (isPiece(target)) note(matching, leaf, 'split', target);
  }
}

function pieceFinder(text: string): (target: Leaf) => boolean {
  const values = parseNested(text) === undefined ? undefined : valuesIn(text);
  return (target) => {
    if (target.text !== undefined && holdsText(text, target.text)) return true;
    return values !== undefined && namesOf(target).some((name) => values.has(name));
  };
}

/** Every value in a JSON text: texts, numbers, and lists and objects by their canonical text. */
function valuesIn(text: string): ReadonlySet<string> {
  const { leaves, branches } = readLeaves(text);
  return new Set([...leaves.flatMap(namesOf), ...branches.map(({ source }) => canonicalText(source))]);
}

/** Under which names a value may be found: types of a schema are spelled in either letter case, 25.00 is written as 25. */
function namesOf({ key, text, source }: Leaf): readonly string[] {
  if (text === undefined) return [/^-?\d+\.\d+$/.test(source) ? source.replace(/\.?0+$/, '') : source];
  if (key === 'type') return [text, text.toLowerCase()];
  return [text, parseNested(text) ?? text];
}
