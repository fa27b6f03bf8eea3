/** A piece of a text: shown as it is, or a character that can't be seen, with a sign and its name instead. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string; readonly sign: string; readonly name: string };

const NAMED: Readonly<Record<string, readonly [sign: string, name: string]>> = {
  '\t': ['⇥', 'tab'],
  '\n': ['↵', 'line break'],
  '\r': ['␍', 'carriage return'],
  '\u00a0': ['⍽', 'no-break space'],
  '\u00ad': ['SHY', 'soft hyphen'],
  '\u061c': ['ALM', 'Arabic letter mark'],
  '\u200b': ['ZWSP', 'zero width space'],
  '\u200c': ['ZWNJ', 'zero width non-joiner'],
  '\u200d': ['ZWJ', 'zero width joiner'],
  '\u200e': ['LRM', 'left-to-right mark'],
  '\u200f': ['RLM', 'right-to-left mark'],
  '\u2028': ['LS', 'line separator'],
  '\u2029': ['PS', 'paragraph separator'],
  '\u202a': ['LRE', 'left-to-right embedding'],
  '\u202b': ['RLE', 'right-to-left embedding'],
  '\u202c': ['PDF', 'pop directional formatting'],
  '\u202d': ['LRO', 'left-to-right override'],
  '\u202e': ['RLO', 'right-to-left override'],
  '\u2060': ['WJ', 'word joiner'],
  '\u2066': ['LRI', 'left-to-right isolate'],
  '\u2067': ['RLI', 'right-to-left isolate'],
  '\u2068': ['FSI', 'first strong isolate'],
  '\u2069': ['PDI', 'pop directional isolate'],
  '\ufeff': ['BOM', 'byte order mark'],
  '\ufffc': ['OBJ', 'object replacement'],
  '\ufffd': ['�', 'replacement character'],
};

/**
 * Controls, format characters, other white space than the plain space, lone surrogates and tags. Joiners within a word
 * or an emoji are a normal part of writing, but a stray one looks like nothing: all are shown.
 */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffd]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

/** Cuts a text so that nothing in it is invisible. `keepBreaks` leaves line breaks and tabs to the layout. */
export function piecesOf(text: string, keepBreaks = false): readonly Piece[] {
  const pieces: Piece[] = [];
  let shown = 0;
  for (const match of text.matchAll(UNSEEN)) {
    const [character] = match;
    if (keepBreaks && (character === '\n' || character === '\t')) continue;
    if (isOrdinary(character)) continue;
    if (match.index > shown) pieces.push({ kind: 'text', text: text.slice(shown, match.index) });
    pieces.push(signOf(character));
    shown = match.index + character.length;
  }
  if (shown < text.length) pieces.push({ kind: 'text', text: text.slice(shown) });
  return pieces;
}

/** The selector for coloured emoji is after every second emoji, the wide space in all Chinese and Japanese. */
function isOrdinary(character: string): boolean {
  return character === '\ufe0f' || character === '\u3000';
}

function signOf(character: string): Piece {
  const code = character.codePointAt(0) ?? 0;
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const [sign, name] =
    NAMED[character] ?? (code < 0x20 ? [String.fromCodePoint(0x2400 + code), 'control'] : [hex, 'invisible character']);
  return { kind: 'sign', text: character, sign, name: `${name} (${hex})` };
}
