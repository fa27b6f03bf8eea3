/** The elements that are found in scraped text. `<T>`, `<name>` and `a < b` are none of them. */
const NAMES =
  'a|abbr|article|b|blockquote|body|br|center|code|dd|div|dl|dt|em|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|label|li|link|main|meta|nav|ol|option|p|pre|s|script|section|select|small|span|strong|style|sub|sup|table|tbody|td|textarea|tfoot|th|thead|title|tr|u|ul|video';
const TAG = new RegExp(`</?(?:${NAMES})(?:\\s+[a-z-]+(?:\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s"'>]+))?)*\\s*/?>`, 'i');
const TAGS = new RegExp(TAG.source, 'gi');
const HIDDEN = /<(script|style)\b[^>]*>[^]*?<\/\1\s*>|<!--[^]*?-->/gi;
/** Where a reader would see a new line. */
const BREAKS = /<(?:br|hr)\s*\/?>|<\/(?:p|div|li|tr|h[1-6]|blockquote|section|article|table|ul|ol|pre)\s*>/gi;

const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', copy: '©', reg: '®', trade: '™' },
  ...{ hellip: '…', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»' },
  ...{ bull: '•', middot: '·', deg: '°', euro: '€', pound: '£', cent: '¢', yen: '¥', sect: '§', times: '×' },
  ...{ eacute: 'é', egrave: 'è', ecirc: 'ê', agrave: 'à', acirc: 'â', ccedil: 'ç', ntilde: 'ñ', szlig: 'ß' },
  ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', aacute: 'á', iacute: 'í', oacute: 'ó' },
};
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi;
const ENTITY_TEST = new RegExp(`&(?:#\\d{1,7}|#x[\\da-f]{1,6}|${Object.keys(NAMED).join('|')});`, 'i');

export function hasTags(text: string): boolean {
  return text.includes('<') && TAG.test(text);
}

export function hasEntities(text: string): boolean {
  return text.includes('&') && ENTITY_TEST.test(text);
}

/** The text without the tags of HTML, and its scripts, styles and comments; each block ends with a line feed. */
export function withoutTags(text: string): string {
  if (!hasTags(text)) return text;
  return text
    .replace(HIDDEN, '')
    .replace(BREAKS, '\n')
    .replace(TAGS, '')
    .replace(/\n{3,}/g, '\n\n');
}

/** The text with the characters that entities stand for; unknown ones stay. `&amp;lt;` becomes `<` in two turns. */
export function withoutEntities(text: string): string {
  if (!hasEntities(text)) return text;
  return text.replace(ENTITY, (found, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return namedCharacter(name) ?? found;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    const isCharacter = code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : found;
  });
}

/** `eacute` is é and `Eacute` is É; other names mean the same in any case. */
function namedCharacter(name: string): string | undefined {
  const lower = NAMED[name.toLowerCase()];
  const isCapital = /^[A-Z][a-z]+$/.test(name) && lower !== undefined && /^\p{Ll}$/u.test(lower);
  return NAMED[name] ?? (isCapital ? lower.toUpperCase() : lower);
}
