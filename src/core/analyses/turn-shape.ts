import type { Example, Turn } from '../example/example.ts';
import { rowFormat } from '../example/row-format.ts';
import { RowTexts } from '../example/row-texts.ts';
import { type Format, ShapeError } from '../formats/format.ts';
import { columnsOf } from '../row/column-values.ts';
import type { Row } from '../row/row.ts';
import { isBlank } from '../text/white-space.ts';
import type { Analysis } from './analysis.ts';

/** Where each is among the words. */
export const SHAPE_WORDS = {
  /** Bits of `SHAPES`. */
  bits: 0,
  /** `shapeHash` of the id of the row's format; 0 where its columns say what it means. */
  format: 1,
  /** A hash of the names of its columns, in any order. */
  columns: 2,
} as const;

export const SHAPES = {
  /** Its format can't read it to the end. */
  unreadable: 1,
  /** The first turn after the system prompt is the model's. */
  modelFirst: 2,
  /** Two turns of the user, or of the model, follow each other. */
  sameTwice: 4,
  /** The last turn is not the model's, in a format that has the answer there. */
  notAnswered: 8,
  /** A turn has nothing, while others of its role have. */
  emptyTurn: 16,
  /** A system prompt that is not first. */
  lateSystem: 32,
  /** No answer is learned from: every one has weight 0. */
  unweighted: 64,
  severalTurns: 128,
} as const;

/** How the turns of a row follow each other, and of which format and columns it is. */
export default {
  id: 'turn-shape',
  version: 1,
  words: 3,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    // Rows without lists have no turns to be in order, and their format is known without parsing them.
    const flat = context.format === undefined ? null : (RowTexts.for(context).flat(row)?.format ?? null);
    const format = flat ?? (context.format === undefined ? null : rowFormat(row, context));
    into[at + SHAPE_WORDS.bits] = format === null || format === flat ? 0 : bitsOf(row, format);
    into[at + SHAPE_WORDS.format] = format === null ? 0 : shapeHash([format.id]);
    into[at + SHAPE_WORDS.columns] = hashColumns(row);
  },
} satisfies Analysis;

/** FNV-1a; never 0. */
export function shapeHash(parts: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    for (let at = 0; at < part.length; at++) hash = Math.imul(hash ^ part.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0xffff, 0x01000193);
  }
  return hash >>> 0 || 1;
}

let lastShape: object | undefined;
let lastHash = 0;

/** Rows of one shape share an object that says so. */
function hashColumns(row: Row): number {
  const { members } = row;
  if (members && members.shape === lastShape) return lastHash;
  const hash = shapeHash([...columnsOf(row)].sort());
  lastShape = members?.shape;
  lastHash = hash;
  return hash;
}

function bitsOf(row: Row, format: Format): number {
  try {
    return exampleBits(format.toExample(row.value));
  } catch (error) {
    if (error instanceof ShapeError) return SHAPES.unreadable;
    throw error;
  }
}

function exampleBits({ turns, completions, label }: Example): number {
  const spoken = turns.filter(({ role }) => role !== 'system');
  const roles = spoken.map(({ role }) => role);
  const isAnsweredInTurns = completions === undefined && label === undefined && roles.includes('user');
  const late = turns.findIndex(
    ({ role }, index) => role === 'system' && index > 0 && turns[index - 1]?.role !== 'system',
  );
  const twice = roles.some((role, index) => (role === 'user' || role === 'model') && role === roles[index - 1]);
  const answers = spoken.filter(({ role }) => role === 'model');
  const answered = answers.filter((turn) => !isEmpty(turn)).length;
  const asked = spoken.filter(({ role }) => role === 'user');
  const someEmpty = (all: readonly Turn[]): boolean => all.some(isEmpty) && !all.every(isEmpty);
  return (
    (roles[0] === 'model' && roles.includes('user') ? SHAPES.modelFirst : 0) |
    (twice ? SHAPES.sameTwice : 0) |
    (isAnsweredInTurns && roles.at(-1) !== 'model' ? SHAPES.notAnswered : 0) |
    (someEmpty(answers) || someEmpty(asked) ? SHAPES.emptyTurn : 0) |
    (late > 0 ? SHAPES.lateSystem : 0) |
    (answers.length > 0 && answers.every(({ weight }) => weight === 0) ? SHAPES.unweighted : 0) |
    (answered > 1 ? SHAPES.severalTurns : 0)
  );
}

function isEmpty({ parts }: Turn): boolean {
  return parts.every((part) => part.kind === 'text' && isBlank(part.text));
}
