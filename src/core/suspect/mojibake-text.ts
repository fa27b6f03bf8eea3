/** What Windows-1252 makes of the bytes 0x80 to 0x9F; the five that it leaves out are the control characters. */
const SPECIALS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const FIRST_SPECIAL = 0x80;

const BYTES = new Map(Array.from(SPECIALS, (character, index) => [character, FIRST_SPECIAL + index]));

/** A byte that goes on with a character of UTF-8, as Windows-1252 or Latin-1 shows it. */
const NEXT = `[\\x80-\\xbf${SPECIALS}]`;

/** A character of two, three or four bytes. */
const TWO = `[Â-ß]${NEXT}`;
const THREE = `[à-ï]${NEXT}{2}`;
const FOUR = `[ð-ô]${NEXT}{3}`;

/**
 * UTF-8 that was read as Windows-1252. Several characters in a row are enough; one alone is where it begins with Â, Ã, â or
 * ï, or has four bytes: "É»" and "á…”" are good text.
 */
const GARBLED = new RegExp(`(?:${TWO}|${THREE}|${FOUR}){2,}|[ÂÃ]${NEXT}|[âï]${NEXT}{2}|${FOUR}`, 'g');
/** None of the above is without one of these: most texts are let through here. */
const MAY_BE = /[Â-ô]/;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Characters that no text has on purpose: then the bytes were no text. */
const NO_TEXT = /[\0-\x08\x0e-\x1f\x7f-\x9f]/;
export function hasMojibake(text: string): boolean {
  return MAY_BE.test(text) && repairOnce(text) !== text;
}

/** "cafÃ©" → "café"; the same string where nothing is garbled. */
export function repairMojibake(text: string): string {
  if (!MAY_BE.test(text)) return text;
  // Text may have been garbled more than once; each turn makes it shorter.
  const repaired = repairOnce(text);
  return repaired === text ? text : repairMojibake(repaired);
}

function repairOnce(text: string): string {
  return text.replace(GARBLED, (found) => {
    const bytes = Uint8Array.from(found, (character) => BYTES.get(character) ?? character.charCodeAt(0));
    try {
      const decoded = decoder.decode(bytes);
      if (!NO_TEXT.test(decoded)) return decoded;
      // Text that was garbled twice has control characters in between.
      const again = repairOnce(decoded);
      return NO_TEXT.test(again) ? found : again;
    } catch {
      return found; // no UTF-8
    }
  });
}
