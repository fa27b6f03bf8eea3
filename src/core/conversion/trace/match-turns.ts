import type { Leaf } from './leaves.ts';
import { isRoleWord } from './match-texts.ts';
import { type Matching, note } from './matching.ts';

/**
 * A word that tells whose turn it is, such as `function_call`, has another word in its place where what the turn says is in
 * a turn of the written row.
 */
export function matchTurns(matching: Matching): void {
  const { before, after, found } = matching;
  const lost = before.leaves.filter((leaf) => isRoleWord(leaf) && !found.has(leaf));
  if (lost.length === 0) return;
  const roles = after.leaves.filter(isRoleWord);
  for (const leaf of lost) {
    const turn = placeOfTurn(leaf);
    for (const said of before.leaves) {
      const into = said.place.startsWith(turn) ? found.get(said)?.into : undefined;
      const role = into && roles.find((other) => into.place.startsWith(placeOfTurn(other)));
      if (role) note(matching, leaf, 'respelled', role);
    }
  }
}

/** Where the values of the same turn are: `turns[1].` for the one at `turns[1].from`. */
function placeOfTurn({ place, key }: Leaf): string {
  return place.slice(0, place.length - key.length);
}
