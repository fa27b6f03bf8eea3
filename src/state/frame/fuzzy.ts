/** How well a text answers what was typed, and which of its letters are meant. */
export interface Match {
  /** Higher is better; only good for comparing. */
  readonly score: number;
  /** Positions of the letters, in UTF-16 units. */
  readonly at: readonly number[];
}

const AT_START = 8;
const AT_WORD = 5;
const IN_A_ROW = 4;
const GAP = 0.3;

/**
 * Finds the letters of `typed` in this order in `text`, whatever is between: "trw" finds "Trim whitespace". Null where
 * they are not there. Words are best found at their beginning; letter case and spaces in `typed` don't matter.
 */
export function fuzzyMatch(typed: string, text: string): Match | null {
  const wanted = Array.from(typed.toLowerCase()).filter((letter) => letter.trim() !== '');
  const letters = text.toLowerCase();
  let best: Match | null = null;
  // Each place where it may begin is tried: the first is not always the best.
  for (let start = letters.indexOf(wanted[0] ?? ''); start >= 0; start = letters.indexOf(wanted[0] ?? '', start + 1)) {
    const match = matchFrom(wanted, letters, start);
    if (match && match.score > (best?.score ?? -Infinity)) best = match;
    if (wanted.length === 0) break;
  }
  return best;
}

function matchFrom(wanted: readonly string[], letters: string, start: number): Match | null {
  const at: number[] = [];
  let score = 0;
  let from = start;
  for (const letter of wanted) {
    const place = nextPlace(letters, letter, from, at.at(-1));
    if (place < 0) return null;
    score += valueOf(letters, place, at.at(-1));
    at.push(place);
    from = place + letter.length;
  }
  return { score: score - letters.length * 0.01, at };
}

/** The letter right after the last one, else at the beginning of a word, else the next there is. */
function nextPlace(letters: string, letter: string, from: number, last: number | undefined): number {
  const next = letters.indexOf(letter, from);
  if (next < 0 || last === undefined || next === from) return next;
  for (let place = next; place >= 0; place = letters.indexOf(letter, place + 1)) {
    if (isWordStart(letters, place)) return place;
  }
  return next;
}

function valueOf(letters: string, place: number, last: number | undefined): number {
  if (place === 0) return AT_START;
  if (last !== undefined && place === last + 1) return IN_A_ROW;
  const gap = last === undefined ? place : place - last;
  return (isWordStart(letters, place) ? AT_WORD : 1) - gap * GAP;
}

function isWordStart(letters: string, place: number): boolean {
  return place === 0 || /[^\p{L}\p{N}]/u.test(letters.charAt(place - 1));
}
