/** Closing quotes, by the opening ones. */
export const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’' };

/** A string that was read. */
export interface MendedString {
  /** As JSON spells it. */
  readonly text: string;
  /** The index after its closing quote. */
  readonly end: number;
  /** How many escapes and characters had to be respelled. */
  readonly escapes: number;
}

/** Why a string can't be read, and where. */
export interface StringFault {
  readonly at: number;
  readonly what: string;
  readonly cut: boolean;
}

const GOOD_ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const OTHER_ESCAPE = /\\(?:(')|x([\dA-Fa-f]{2})|U([\dA-Fa-f]{8})|([av0])(?!\d)|(\r?\n))/y;
const CONTROLS: Readonly<Record<string, string>> = { a: '\\u0007', v: '\\u000b', '0': '\\u0000' };
/** Text of which nothing has to be looked at in a string, by its closing quote. */
const PLAIN: Readonly<Record<string, RegExp>> = {
  '"': /[^"\\\u0000-\u001f]*/y,
  "'": /[^"'\\\u0000-\u001f]*/y,
  '”': /[^"”\\\u0000-\u001f]*/y,
  '’': /[^"’\\\u0000-\u001f]*/y,
};

/**
 * Reads the string that opens at `at`. Its text comes out as it is, but for what JSON spells otherwise. An escape that
 * could mean several things is a fault, not a guess; so is a line end, because it is likelier that a quote is missing.
 */
export function mendString(text: string, at: number): MendedString | StringFault {
  const close = QUOTES[text[at] ?? ''] ?? '"';
  const plain = PLAIN[close] ?? /(?:)/y;
  const parts: string[] = [];
  let escapes = 0;
  for (let i = at + 1; ;) {
    plain.lastIndex = i;
    parts.push(plain.exec(text)?.[0] ?? '');
    i = plain.lastIndex;
    const letter = text[i];
    if (letter === close) return { text: `"${parts.join('')}"`, end: i + 1, escapes };
    if (letter === undefined) return { at, what: 'text without closing quote', cut: true };
    if (letter === '\n' || letter === '\r') return { at: i, what: 'a line end within a text', cut: false };
    if (letter !== '\\') {
      parts.push(letter === '"' ? '\\"' : JSON.stringify(letter).slice(1, -1));
      if (letter !== '"') escapes++;
      i++;
      continue;
    }
    const good = matchAt(GOOD_ESCAPE, text, i);
    const other = good === null ? matchAt(OTHER_ESCAPE, text, i) : null;
    if (good !== null) parts.push(good[0]);
    else if (other !== null) {
      parts.push(respelled(other));
      escapes++;
    } else return { at: i, what: 'unknown escape', cut: text.length - i < 10 };
    i += (good ?? other)?.[0].length ?? 1;
  }
}

/** A key as JSON spells it, whatever quotes it has or lacks; null where it is none. */
export function mendKey(text: string): string | null {
  if (!((text[0] ?? '') in QUOTES)) return /^[\p{L}\d_$.-]+$/u.test(text) ? JSON.stringify(text) : null;
  const found = mendString(text, 0);
  return 'what' in found || found.end < text.length ? null : found.text;
}

function respelled([, quote, byte, long, control, lineEnd]: RegExpExecArray): string {
  if (quote !== undefined) return quote;
  if (lineEnd !== undefined) return '';
  if (byte !== undefined) return `\\u00${byte}`;
  if (control !== undefined) return CONTROLS[control] ?? '';
  const code = Number.parseInt(long ?? '0', 16);
  return code > 0x10ffff ? '\\ufffd' : JSON.stringify(String.fromCodePoint(code)).slice(1, -1);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
