interface Refusal {
  readonly why: string;
  /** Whether the service would not take it either. */
  readonly refused: boolean;
}

/** A pattern made ready, or why it isn't. */
export type Compiled = { readonly pattern: RegExp } | Refusal;

/** RE2 takes no more repetitions. */
const MOST_REPEATS = 1000;

const POSIX: Readonly<Record<string, string>> = {
  ...{ alnum: '0-9A-Za-z', alpha: 'A-Za-z', digit: '0-9', lower: 'a-z', upper: 'A-Z', word: '0-9A-Za-z_' },
  ...{ space: '\\t\\n\\v\\f\\r ', blank: '\\t ', xdigit: '0-9A-Fa-f', punct: '!-\\/:-@\\[-`{-~' },
};

const NO_LOOKING = 'RE2, which the service uses, can’t look ahead or behind';

/**
 * A pattern in RE2's syntax as one of the browser's. What RE2 doesn't have is refused, so that nothing seems to work here that
 * fails there. A pattern of the browser may take for ever: only workers that can be ended try them.
 */
export function compileRe2(source: string): Compiled {
  const { flags, rest } = leadingFlags(source);
  const translated = translate(rest);
  if (typeof translated !== 'string') return translated;
  try {
    return { pattern: new RegExp(translated, `${flags}u`) };
  } catch (error) {
    // Outside of Unicode's stricter syntax any sign of punctuation may be escaped, as in RE2; there these would be letters.
    return /\\[pPu]\{/.test(translated) ? invalid(error) : compilePlain(translated, flags);
  }
}

function compilePlain(translated: string, flags: string): Compiled {
  try {
    return { pattern: new RegExp(translated, flags) };
  } catch (error) {
    return invalid(error);
  }
}

function invalid(error: unknown): Refusal {
  const why = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
  return { why: `it is no valid pattern (${why})`, refused: true };
}

function leadingFlags(source: string): { readonly flags: string; readonly rest: string } {
  const [whole = '', flags = ''] = /^\(\?([ims]+)\)/.exec(source) ?? [];
  return { flags: [...new Set(flags)].join(''), rest: source.slice(whole.length) };
}

function translate(source: string): string | Refusal {
  let out = '';
  let isClass = false;
  for (let at = 0; at < source.length;) {
    const piece: Piece | Refusal = isClass ? classPiece(source.slice(at)) : plainPiece(source.slice(at));
    if ('why' in piece) return piece;
    out += piece.text;
    at += piece.length;
    isClass = piece.isClass ?? isClass;
  }
  return out;
}

interface Piece {
  readonly length: number;
  readonly text: string;
  readonly isClass?: boolean;
}

function plainPiece(rest: string): Piece | Refusal {
  if (rest.startsWith('\\')) return escapePiece(rest);
  if (rest.startsWith('(?')) return groupPiece(rest);
  const [repeat = '', least = '', most = ''] = /^\{(\d+),?(\d*)\}/.exec(rest) ?? [];
  if (repeat !== '' && Math.max(Number(least), Number(most)) > MOST_REPEATS)
    return { why: `RE2 takes at most ${MOST_REPEATS} repetitions`, refused: true };
  const open = /^\[\^?\]?/.exec(rest)?.[0];
  if (open === undefined) return { length: 1, text: rest.charAt(0) };
  return { length: open.length, text: open.replace(/\]$/, '\\]'), isClass: true };
}

function escapePiece(rest: string): Piece | Refusal {
  const next = rest.charAt(1);
  if (/[1-9k]/.test(next)) return { why: 'RE2, which the service uses, has no backreferences', refused: true };
  if (next === 'A') return { length: 2, text: '(?<![\\s\\S])' };
  if (next === 'z') return { length: 2, text: '(?![\\s\\S])' };
  if (/[QC]/.test(next)) return { why: `\\${next} can’t be tried here`, refused: false };
  return signPiece(rest);
}

/** One sign by its escape, as it may also be in brackets. */
function signPiece(rest: string): Piece {
  const [code = '', hex = ''] = /^\\x\{([0-9A-Fa-f]+)\}/.exec(rest) ?? [];
  if (code !== '') return { length: code.length, text: `\\u{${hex}}` };
  const [whole = '', kind = '', braced = '', bare = ''] = /^\\([pP])(?:\{(\w+)\}|(\w))/.exec(rest) ?? [];
  if (whole === '') return { length: 2, text: rest.slice(0, 2) };
  // A category has one or two letters; anything longer is a script.
  const name = bare || braced;
  return { length: whole.length, text: `\\${kind}{${name.length > 2 ? `Script=${name}` : name}}` };
}

function groupPiece(rest: string): Piece | Refusal {
  if (/^\(\?(?:<?[=!]|>)/.test(rest)) return { why: NO_LOOKING, refused: true };
  if (rest.startsWith('(?P<')) return { length: 4, text: '(?<' };
  if (/^\(\?(?::|<|[ims]+:)/.test(rest)) return { length: 2, text: '(?' };
  return { why: `${rest.slice(0, 4)}… can’t be tried here`, refused: false };
}

function classPiece(rest: string): Piece | Refusal {
  const [named = '', name = ''] = /^\[:(\w+):\]/.exec(rest) ?? [];
  const members = POSIX[name];
  if (members !== undefined) return { length: named.length, text: members };
  if (named !== '') return { why: `${named} can’t be tried here`, refused: false };
  if (rest.startsWith('\\')) return signPiece(rest);
  if (rest.startsWith(']')) return { length: 1, text: ']', isClass: false };
  return { length: 1, text: rest.startsWith('[') ? '\\[' : rest.charAt(0) };
}
