/** Control characters: all but tab, line feed, carriage return and the other white space of the white-space table. */
const CONTROL = '\\0-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f';
/**
 * Characters that nobody sees: soft hyphen, Mongolian vowel separator, zero-width space, word joiner and the invisible
 * operators after it, byte order mark, interlinear marks. Joiners (U+200C, U+200D) and direction marks stay: Persian, Indic
 * scripts, emoji and Hebrew need them.
 */
const ZERO_WIDTH = '\\u00ad\\u180e\\u200b\\u2060-\\u2064\\ufeff\\ufff9-\\ufffb';

const CONTROLS = new RegExp(`[${CONTROL}]`);
const ZERO_WIDTHS = new RegExp(`[${ZERO_WIDTH}]`);
const ALL = new RegExp(`[${CONTROL}${ZERO_WIDTH}]+`, 'g');

export function hasControls(text: string): boolean {
  return CONTROLS.test(text);
}

export function hasZeroWidths(text: string): boolean {
  return ZERO_WIDTHS.test(text);
}

/** The text without control characters and characters of no width; the same string where it has none. */
export function withoutHidden(text: string): string {
  return text.replace(ALL, '');
}
