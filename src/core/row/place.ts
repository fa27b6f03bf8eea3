import type { Path } from './edit.ts';

/**
 * A place inside a row as people read and type it: `messages`, `body.messages`, `response.candidates[0].content`. Keys in
 * which a dot or bracket would be misread are in brackets as JSON: `data["a.b"]`.
 */
const BRACKETS = String.raw`\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]`;
const FIRST = new RegExp(String.raw`^(?:([^.[\]"]+)|${BRACKETS})`);
/** Behind another step a key has a dot before it. */
const NEXT = new RegExp(String.raw`^(?:\.([^.[\]"]+)|${BRACKETS})`);
const PLAIN_KEY = /^[^.[\]"]+$/;

/** The path that a place spells; null for a text that spells none. */
export function parsePlace(text: string): Path | null {
  const path: (string | number)[] = [];
  for (let at = 0; at < text.length;) {
    const found = (at === 0 ? FIRST : NEXT).exec(text.slice(at));
    if (!found) return null;
    const [all, key, index, quoted] = found;
    if (key !== undefined) path.push(key);
    else if (index !== undefined) path.push(Number(index));
    else path.push(parseKey(quoted ?? '""'));
    at += all.length;
  }
  return path.length > 0 ? path : null;
}

/** The text of a path. */
export function placeText(path: Path): string {
  return path.map((step, at) => spellStep(step, at === 0)).join('');
}

function spellStep(step: string | number, isFirst: boolean): string {
  if (typeof step === 'number') return `[${step}]`;
  if (!PLAIN_KEY.test(step)) return `[${JSON.stringify(step)}]`;
  return isFirst ? step : `.${step}`;
}

/** A broken escape is taken as it is typed. */
function parseKey(quoted: string): string {
  try {
    // A quoted text parses to a string.
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}

const nested = new Map<string, Path | null>();
const MAX_KNOWN = 10_000;

/** The path of a place below the columns; null for the name of a column and for what spells no place. */
export function nestedPlace(name: string): Path | null {
  if (!/[.[]/.test(name)) return null;
  let path = nested.get(name);
  if (path === undefined) {
    if (nested.size >= MAX_KNOWN) nested.clear();
    const found = parsePlace(name);
    nested.set(name, (path = found && found.length > 1 ? found : null));
  }
  return path;
}
