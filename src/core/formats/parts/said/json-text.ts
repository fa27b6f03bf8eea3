import type { Json } from '../../../json.ts';

/** Longer texts are no lists of messages that somebody put into a cell. */
const LONGEST = 4_000_000;

/** The list or object that a text spells in JSON, or as Python shows it; undefined where it spells none. */
export function readJsonText(text: string): Json | undefined {
  const start = text.trimStart().charAt(0);
  if ((start !== '[' && start !== '{') || text.length > LONGEST) return undefined;
  return parse(text) ?? readPython(text);
}

function parse(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json; // JSON.parse gives nothing else.
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const TOKEN =
  /\s*(?:([[\]{}:,()])|('(?:[^'\\]|\\[^])*')|("(?:[^"\\]|\\[^])*")|(None|True|False|nan)\b|(-?\d[\d.eE+-]*))/y;
const WORDS: Readonly<Record<string, string>> = { None: 'null', True: 'true', False: 'false', nan: 'null' };

/**
 * Python's lists and dicts as JSON: either quotes, None and True, tuples, and the missing commas of NumPy's lists. Anything
 * else, such as the name of a class, makes it none.
 */
function readPython(text: string): Json | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text);
    if (!found) return undefined;
    const [, mark, single, double, word, number] = found;
    const token = mark ?? WORDS[word ?? ''] ?? number ?? quoted(single ?? double ?? '');
    const opens = token === '{' || token === '[';
    // Where a value ends and another begins, NumPy has only white space.
    if (opens && (tokens.at(-1) === '}' || tokens.at(-1) === ']')) tokens.push(',');
    tokens.push(token === '(' ? '[' : token === ')' ? ']' : token);
  }
  const plain = tokens.filter((token, at) => token !== ',' || !CLOSING.has(tokens[at + 1] ?? ''));
  return parse(plain.join(''));
}

const CLOSING: ReadonlySet<string> = new Set([']', '}']);
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\n': '',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** A Python string as one of JSON. */
function quoted(source: string): string {
  const inner = source.slice(1, -1);
  const text = inner.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([^]))/gi,
    (_, byte?: string, short?: string, long?: string, other: string = '') => {
      const code = byte ?? short ?? long;
      if (code === undefined) return ESCAPES[other] ?? other;
      const point = parseInt(code, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    },
  );
  return JSON.stringify(text);
}
