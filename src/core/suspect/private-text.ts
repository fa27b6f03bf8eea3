import type { TextSigns } from '../text/text-signs.ts';

/** What of a person, or of what only its owner should know, a text may have. */
export type PrivateKind = 'email' | 'phone' | 'card' | 'iban' | 'ip' | 'secret';

interface Detector {
  readonly kind: PrivateKind;
  /** Without this there is none. */
  readonly needs: RegExp;
  readonly pattern: RegExp;
  readonly isOne?: (found: string) => boolean;
}

const KEYS = /AKIA|ASIA|AIza|sk-|_live_|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hf_|ya29\.|SG\.|npm_|eyJ/;
const DIGITS = /\d[\d .()/-]{5,}\d/;

/** Secrets before all, because a key may hold what looks like a number; cards before phones. */
const DETECTORS: readonly Detector[] = [
  {
    kind: 'secret',
    needs: /PRIVATE KEY-----/,
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^]*?-----END [A-Z ]*PRIVATE KEY-----|[^]*)/g,
  },
  {
    kind: 'secret',
    needs: KEYS,
    pattern:
      /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{35}|sk-(?:proj-|ant-)?[\w-]{20,}|[sr]k_live_\w{16,}|gh[pousr]_\w{36,}|github_pat_\w{22,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|hf_[A-Za-z0-9]{30,}|ya29\.[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_[A-Za-z0-9]{36}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})/g,
  },
  {
    kind: 'email',
    needs: /@/,
    pattern: /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,24}/gu,
    isOne: (found) => !/@(?:[\w-]+\.)*example\.(?:com|org|net)$/i.test(found),
  },
  {
    kind: 'iban',
    needs: DIGITS,
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g,
    isOne: isIban,
  },
  { kind: 'card', needs: DIGITS, pattern: /(?<![\d.,-])\d(?:[ -]?\d){12,18}(?![\d.,]?\d)/g, isOne: isCard },
  {
    kind: 'ip',
    needs: /\d\.\d{1,3}\.\d/,
    pattern: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?![\d.]*\d)/g,
    isOne: isPublicAddress,
  },
  {
    kind: 'phone',
    needs: DIGITS,
    // With a country's code, with a code in brackets, or in the groups of North America: other runs of digits are anything.
    pattern:
      /(?<![\w+.])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{2,5}\)[ .-]?\d{3,4}[ .-]?\d{3,5}|\d{3}[.-]\d{3}[.-]\d{4})(?![\w.]*\d)/g,
    isOne: (found) => countDigits(found) >= 8 && countDigits(found) <= 15,
  },
];

/** What has a hyphen of the beginnings above. */
const HYPHENED = ['sk-', 'glpat-', 'xox', '-----'];

const MAY_HAVE = new RegExp([...new Set(DETECTORS.map(({ needs }) => needs.source))].join('|'));

/** Whether a text may have anything of the kind at all, from its characters: most are let through here. */
export function mayBePrivate(text: string, signs: TextSigns): boolean {
  const { digits } = signs;
  if (digits > 1 || signs.has('@') || signs.has('_') || signs.has('J')) return true;
  if (signs.has('I') && signs.has('A')) return true;
  if (signs.has('G') && signs.has('.') && text.includes('SG.')) return true;
  return signs.has('-') && HYPHENED.some((mark) => text.includes(mark));
}

/** The kinds that a text has. */
export function privateKinds(text: string): ReadonlySet<PrivateKind> {
  const kinds = new Set<PrivateKind>();
  // Most texts are let through here, by one look.
  if (!MAY_HAVE.test(text)) return kinds;
  for (const { kind, needs, pattern, isOne } of DETECTORS) {
    if (kinds.has(kind) || !needs.test(text)) continue;
    for (const [found] of text.matchAll(pattern)) {
      if (isOne && !isOne(found)) continue;
      kinds.add(kind);
      break;
    }
  }
  return kinds;
}

/** The text with each value of these kinds as what `mask` gives for it. */
export function maskPrivate(
  text: string,
  kinds: ReadonlySet<PrivateKind>,
  mask: (kind: PrivateKind) => string,
): string {
  let masked = text;
  for (const { kind, needs, pattern, isOne } of DETECTORS) {
    if (!kinds.has(kind) || !needs.test(masked)) continue;
    masked = masked.replace(pattern, (found) => (isOne && !isOne(found) ? found : mask(kind)));
  }
  return masked;
}

/** Card numbers have 13 to 19 digits, begin as the networks' do, and end with the check digit of Luhn (ISO/IEC 7812). */
function isCard(found: string): boolean {
  const digits = found.replace(/[ -]/g, '');
  if (!/^(?:4|5[1-5]|2[2-7]|3[47]|3[068]|6)/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let at = digits.length - 1, doubled = false; at >= 0; at--, doubled = !doubled) {
    const digit = Number(digits[at]) * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** ISO 13616: the number with its first four characters at the end and letters as numbers leaves 1 after division by 97. */
function isIban(found: string): boolean {
  const text = found.replaceAll(' ', '');
  if (text.length < 15 || text.length > 34) return false;
  let left = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const number = parseInt(character, 36);
    left = (left * (number > 9 ? 100 : 10) + number) % 97;
  }
  return left === 1;
}

/** Addresses of this machine, of private networks and of documentation belong to nobody. Versions such as 1.2.3.4 remain. */
function isPublicAddress(found: string): boolean {
  const [a = 0, b = 0, c = 0] = found.split('.').map(Number);
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if ((a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32) || (a === 169 && b === 254)) return false;
  return !(
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113)
  );
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}
