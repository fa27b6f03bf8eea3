import { isObject, type Json } from '../json.ts';
import { trim } from '../text/white-space.ts';

/** What answers of one kind have in common: keys of JSON with their types, or headings in their order. */
export interface OutputForm {
  readonly kind: 'json' | 'headings';
  readonly parts: readonly string[];
}

/**
 * What outputs should look like: keys of JSON with their types ("answer: text"), headings in this order, or one of some labels.
 * Plain data.
 */
export interface AnswerContract {
  readonly kind: OutputForm['kind'] | 'labels';
  readonly parts: readonly ContractPart[];
}

export interface ContractPart {
  readonly name: string;
  /** False for what may be missing, as every label may. */
  readonly required: boolean;
}

/** A contract is what at least this many outputs keep to. */
export const CONTRACT_SHARE = 0.6;
export const CONTRACT_ROWS = 10;
/** A line of its own that names what follows: "# Summary", "**Summary**", "ALERT SUMMARY", "Severity: high". */
const HEADING =
  /^(?:#{1,6} +(.{1,60}?)|\*\*([^*]{1,60})\*\*:?.*|([A-Z][A-Z0-9 &/_-]{3,50}):?|([A-Z][\w &/-]{1,30}): ?.*)$/gm;
/** A single one may be chance. */
const MIN_HEADINGS = 2;
/** A story with many "Anna: …" is none: forms have each heading once. */
const MOST_HEADINGS = 24;

/** The form of an answer; null for plain text. */
export function formOf(text: string): OutputForm | null {
  const start = text.charCodeAt(0);
  if (start === 0x7b || start === 0x5b || start <= 0x20) {
    const json = jsonForm(text);
    if (json) return json;
  }
  return text.includes('\n') ? headingForm(text) : null;
}

function jsonForm(text: string): OutputForm | null {
  const trimmed = trim(text);
  if (!/^[{[]/.test(trimmed)) return null;
  try {
    // What parses is JSON.
    const value = JSON.parse(trimmed) as Json;
    return { kind: 'json', parts: partsOf(value) };
  } catch {
    return null;
  }
}

/** "answer: text", sorted: the order of keys is no difference. */
function partsOf(value: Json): readonly string[] {
  if (Array.isArray(value)) {
    const first: Json = (value as readonly Json[])[0] ?? null; // isArray forgets what its members are
    return [`list of ${typeOf(first)}`, ...(isObject(first) ? partsOf(first) : [])];
  }
  if (!isObject(value)) return [typeOf(value)];
  return Object.entries(value)
    .map(([key, each]) => `${key}: ${typeOf(each)}`)
    .sort();
}

function typeOf(value: Json): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'true or false' : typeof value;
}

function headingForm(text: string): OutputForm | null {
  const parts: string[] = [];
  for (const [, ...groups] of text.matchAll(HEADING)) {
    // Of the groups one has matched.
    parts.push(trim(groups.find(Boolean) ?? ''));
    if (parts.length > MOST_HEADINGS) return null;
  }
  return parts.length < MIN_HEADINGS ? null : { kind: 'headings', parts };
}

/** The contract that a form alone gives. */
export function contractOfForm({ kind, parts }: OutputForm): AnswerContract {
  return { kind, parts: parts.map((name) => ({ name, required: true })) };
}

/** Whether an output has all that is required and nothing that the contract does not name; headings in its order. */
export function keepsTo({ kind, parts }: AnswerContract, form: OutputForm | null): boolean {
  if (form?.kind !== kind) return false;
  const places = form.parts.map((part) => parts.findIndex(({ name }) => name === part));
  if (places.includes(-1)) return false;
  if (kind === 'headings' && places.some((place, at) => at > 0 && place <= (places[at - 1] ?? 0))) return false;
  return parts.every(({ name, required }) => !required || form.parts.includes(name));
}
