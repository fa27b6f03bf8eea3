import type { FieldRole, Format } from '../formats/format.ts';
import type { Json } from '../json.ts';
import type { KeyShape } from '../row/key-shape.ts';
import { FALSE, NULL, NUMBER, STRING, TRUE, type Members } from '../row/members.ts';

/** The texts of a row without lists and objects, found without parsing it. Good as long as its members are. */
export interface FlatTexts {
  readonly members: Members;
  readonly format: Format;
  readonly roles: ReadonlySet<FieldRole>;
  readonly answerRole: FieldRole;
  /** The members that hold the texts of a role, in the format's order. */
  of(role: FieldRole): readonly number[];
}

/** One value of each kind: no more than the kind counts. */
const STAND_INS: Readonly<Record<number, string>> = {
  [STRING]: '"x"',
  [NUMBER]: '0',
  [TRUE]: 'true',
  [FALSE]: 'false',
  [NULL]: 'null',
};

const NONE: readonly number[] = [];

/** Values of more kinds than this are asked for again. */
const MAX_KNOWN = 1_000;

/**
 * Finds the texts of flat rows for a format that says of itself that they follow from the names and kinds of a row's
 * columns (`Format.flat`): the format is asked once for each such row, with values that stand in for the row's own.
 */
export class FlatTextFinder {
  readonly #format: Format;
  readonly #known = new WeakMap<KeyShape, Map<string, FlatTexts | null>>();
  /** What the last row's keys and kinds gave: most rows are like the one before them. */
  #shape: KeyShape | undefined;
  #kinds = new Uint8Array(0);
  #texts: FlatTexts | null = null;

  constructor(format: Format) {
    this.#format = format;
  }

  /** Null for a row that must be parsed to know. */
  find(members: Members): FlatTexts | null {
    if (!this.#isLikeLast(members)) this.#learn(members);
    return this.#texts && hasBigNumber(members) ? null : this.#texts;
  }

  #isLikeLast({ shape, kinds, count }: Members): boolean {
    if (shape !== this.#shape) return false;
    for (let i = 0; i < count; i++) if (kinds[i] !== this.#kinds[i]) return false;
    return true;
  }

  #learn(members: Members): void {
    const { shape, count } = members;
    this.#shape = shape;
    this.#kinds = members.kinds.slice(0, count);
    let ofShape = this.#known.get(shape);
    if (!ofShape) this.#known.set(shape, (ofShape = new Map<string, FlatTexts | null>()));
    const kinds = this.#kinds.join('');
    let texts = ofShape.get(kinds);
    if (texts === undefined) {
      if (ofShape.size >= MAX_KNOWN) ofShape.clear();
      ofShape.set(kinds, (texts = this.#ask(members)));
    }
    this.#texts = texts;
  }

  #ask(members: Members): FlatTexts | null {
    if (!members.isFlat) return null;
    const { names, index } = members.shape;
    // In the row's order, which the format's own may follow; of equal keys, as when parsed, the last value in the first place.
    const spelled = names.map((name) => {
      return `${JSON.stringify(name)}:${STAND_INS[members.kindOf(index.get(name) ?? -1)] ?? 'null'}`;
    });
    const fields = this.#format.fields(JSON.parse(`{${spelled.join(',')}}`) as Json); // Written just now.
    // Without texts the row may be of another format.
    if (fields.length === 0) return null;
    const roles = new Map<FieldRole, number[]>();
    for (const { path, role } of fields) {
      const member = index.get(String(path[0])) ?? -1;
      // What is no string is a text as it is parsed, not as it is spelled.
      if (members.kindOf(member) !== STRING) return null;
      const known = roles.get(role);
      if (known) known.push(member);
      else roles.set(role, [member]);
    }
    return {
      members,
      format: this.#format,
      roles: new Set(roles.keys()),
      answerRole: answerRoleOf((role) => roles.has(role)),
      of: (role) => roles.get(role) ?? NONE,
    };
  }
}

/** Fewer characters spell no whole number that parsing would round, unless one of them is an exponent. */
const SAFE_DIGITS = 15;
const SMALL_E = 0x65;
const CAPITAL_E = 0x45;

/** True where parsing may round a number, by which a format can tell that a row is not of its shape. */
function hasBigNumber({ kinds, starts, ends, bytes, count }: Members): boolean {
  for (let member = 0; member < count; member++) {
    if (kinds[member] !== NUMBER) continue;
    const [start, end] = [starts[member] ?? 0, ends[member] ?? 0];
    if (end - start > SAFE_DIGITS) return true;
    for (let at = start; at < end; at++) if (bytes[at] === SMALL_E || bytes[at] === CAPITAL_E) return true;
  }
  return false;
}

/** The role whose texts the model learns to say: the chosen answer where answers are compared, else the output. */
export function answerRoleOf(has: (role: FieldRole) => boolean): FieldRole {
  if (has('chosen')) return 'chosen';
  return !has('output') && has('label') ? 'label' : 'output';
}
