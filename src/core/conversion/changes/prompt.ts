import type { Example, Part, Turn } from '../../example/example.ts';
import { withTurns } from './transform.ts';
import { BREAK, joinParts, mapSame, textOfTurn } from './turn-text.ts';

/** Where a prompt template takes the user's text. */
export const INPUT_PLACE = '{{input}}';

/** Puts a text in front of what the user says first; not where it is there already. */
export function addPreamble(example: Example, preamble: string): Example {
  const first = example.turns.find(({ role }) => role === 'user');
  if (preamble === '' || !first || beginsWith(first, preamble)) return example;
  const turn = { ...first, parts: joinParts([{ kind: 'text', text: preamble }], first.parts) };
  return { ...example, turns: example.turns.map((other) => (other === first ? turn : other)) };
}

/** Puts each text of the user into a template, but for those that have its shape already, below a preamble or without. */
export function fillPrompts(example: Example, template: string, preamble = ''): Example {
  if (template === INPUT_PLACE) return example;
  const isFilled = (turn: Turn): boolean => hasShape(textWithoutPreamble(turn, preamble), template);
  return withTurns(
    example,
    mapSame(example.turns, (turn) => (turn.role !== 'user' || isFilled(turn) ? turn : fillTurn(turn, template))),
  );
}

/** One text in a template. */
export function fillPrompt(template: string, text: string): string {
  return template.split(INPUT_PLACE).join(text);
}

function fillTurn(turn: Turn, template: string): Turn {
  const texts = turn.parts.filter(({ kind }) => kind === 'text').length;
  if (texts === 0) return turn;
  if (texts > 1) return { ...turn, parts: surround(turn.parts, template) };
  return {
    ...turn,
    parts: turn.parts.map((part) => (part.kind === 'text' ? { ...part, text: fillPrompt(template, part.text) } : part)),
  };
}

/** Pictures between texts stay between them: the template goes around all of it. */
function surround(parts: readonly Part[], template: string): Part[] {
  const [before, after] = edges(template);
  return [{ kind: 'text', text: before }, ...parts, { kind: 'text', text: after }].filter(
    (part): part is Part => part.kind !== 'text' || part.text !== '',
  );
}

function textWithoutPreamble(turn: Turn, preamble: string): string {
  const text = textOfTurn(turn);
  if (preamble === '' || !beginsWith(turn, preamble)) return text;
  return isPartOfItsOwn(turn, preamble)
    ? textOfTurn({ ...turn, parts: turn.parts.slice(1) })
    : text.slice(preamble.length + BREAK.length);
}

function beginsWith(turn: Turn, preamble: string): boolean {
  return isPartOfItsOwn(turn, preamble) || textOfTurn(turn).startsWith(preamble + BREAK);
}

/** In front of a picture. */
function isPartOfItsOwn({ parts: [first, ...more] }: Turn, preamble: string): boolean {
  return first?.kind === 'text' && first.text === preamble && more.length > 0;
}

function hasShape(text: string, template: string): boolean {
  const [before, after] = edges(template);
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}

function edges(template: string): readonly [string, string] {
  const pieces = template.split(INPUT_PLACE);
  return [pieces[0] ?? '', pieces.at(-1) ?? ''];
}
