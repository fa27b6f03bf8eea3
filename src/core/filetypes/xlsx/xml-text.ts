const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const HIGHEST = 0x10ffff;

/** A text as it is meant, without references. */
export function plainText(written: string): string {
  if (!written.includes('&')) return written;
  return written.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (reference, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? reference;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= HIGHEST ? String.fromCodePoint(code) : reference;
  });
}

/** Calls `take` for each attribute of a tag, with its name without prefix and its value as it is meant. */
export function eachAttribute(attributes: string, take: (name: string, value: string) => void): void {
  for (let at = 0; at < attributes.length;) {
    const equals = attributes.indexOf('=', at);
    if (equals < 0) return;
    let start = equals + 1;
    while (attributes.charCodeAt(start) <= 32) start++;
    const end = attributes.indexOf(attributes.charAt(start), start + 1);
    if (end < 0) return;
    const name = attributes.slice(at, equals).trim();
    // A declaration of a prefix is no attribute.
    if (!name.startsWith('xmlns')) take(name.slice(name.indexOf(':') + 1), plainText(attributes.slice(start + 1, end)));
    at = end + 1;
  }
}

/** Characters that XML has no way to write stand as `_x000D_` in cells. Source: ECMA-376 part 1, 22.9.2.19. */
export function unescapeCell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
