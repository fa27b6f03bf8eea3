/** How many options or levels the Decisions API takes. Source: types of @google/genai 3.3.0. */
const MOST_OUTCOMES = 255;

/** What is after the last colon of a line, parted by a sign; null where that isn't two things or more, all different. */
export function outcomesAfter(
  line: string,
  sign: '|' | '<',
): { readonly text: string; readonly outcomes: readonly string[] } | null {
  const colon = line.lastIndexOf(':');
  if (colon < 1) return null;
  const outcomes = line
    .slice(colon + 1)
    .split(sign)
    // The service refuses control characters inside of an option’s name.
    .map((each) => each.replace(/\p{Cc}/gu, ' ').trim());
  const isFit = outcomes.length >= 2 && outcomes.length <= MOST_OUTCOMES && !outcomes.includes('');
  return isFit && new Set(outcomes).size === outcomes.length ? { text: line.slice(0, colon).trim(), outcomes } : null;
}
