import { branchOf, textOf, wholeOf, type Part } from './patch.ts';
import { endOfString } from './scan.ts';

/**
 * A row's text after somebody has edited it as JSON that was laid out over lines: what was not changed keeps the bytes that
 * it had before, white space too; what is new is written without spaces. Both are JSON.
 */
export function keepSpelling(before: string, typed: string): string {
  const [old, made] = [wholeOf(before), wholeOf(typed)];
  merge(old, made);
  return textOf(old);
}

/** Makes the value of `old` that of `made`. */
function merge(old: Part, made: Part): void {
  const spelled = compactJson(spellingOf(made));
  if (compactJson(spellingOf(old)) === spelled) return;
  const [from, to] = [branchOf(old), branchOf(made)];
  if (!from || to?.keyed !== from.keyed) {
    old.value = spelled;
    return;
  }
  const edge = { lead: from.parts[0]?.lead ?? '', tail: from.parts.at(-1)?.tail ?? '' };
  const between = { lead: from.parts[1]?.lead ?? '', tail: from.parts.length > 1 ? (from.parts[0]?.tail ?? '') : '' };
  const sources = from.keyed ? sourcesByName(from.parts, to.parts) : sourcesByPlace(from.parts, to.parts);
  from.parts = to.parts.map((part, index): Part => {
    const place = {
      lead: index === 0 ? edge.lead : between.lead,
      tail: index === to.parts.length - 1 ? edge.tail : between.tail,
    };
    const source = sources[index];
    if (!source)
      return { ...part, colon: part.colon === '' ? '' : ':', value: compactJson(spellingOf(part)), ...place };
    merge(source, part);
    return { ...source, name: part.name, ...place };
  });
}

/** The member that had a name before, each once: a name may occur twice. */
function sourcesByName(before: readonly Part[], after: readonly Part[]): (Part | undefined)[] {
  const left = [...before];
  return after.map(({ key }) => takeFirst(left, (part) => part.key === key));
}

/** Items that are spelled as before, wherever they are now; of the others each the first that is left. */
function sourcesByPlace(before: readonly Part[], after: readonly Part[]): (Part | undefined)[] {
  const left = [...before];
  const spelled = new Map(before.map((part) => [part, compactJson(spellingOf(part))]));
  const same = after.map((part) => {
    const wanted = compactJson(spellingOf(part));
    return takeFirst(left, (each) => spelled.get(each) === wanted);
  });
  return same.map((part) => part ?? left.shift());
}

function takeFirst(left: Part[], isWanted: (part: Part) => boolean): Part | undefined {
  const at = left.findIndex(isWanted);
  return at === -1 ? undefined : left.splice(at, 1)[0];
}

function spellingOf({ value }: Part): string {
  return typeof value === 'string' ? value : textOf({ lead: '', key: '', name: '', colon: '', value, tail: '' });
}

/** JSON text without the white space between its tokens; each token as it is spelled. */
export function compactJson(text: string): string {
  let out = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at) - 1;
    else if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      out += text.slice(from, at);
      from = at + 1;
    }
  }
  return out + text.slice(from);
}
