import * as fc from 'fast-check';
import type { Example, Part, Role, Turn } from '../../src/core/example/example.ts';

/** Texts of many scripts, with escapes, astral letters, lone surrogates, line ends and what looks like markup. */
export const text = fc.string({
  unit: fc.constantFrom(
    ...['a', 'B', ' ', '\n', '\t', '"', '\\', '/', '.', '1', 'é', '語', '题', 'ไ', '한', '🙂', '👩‍🔬'],
    ...['\ud83d', '\ude00', '\u2028', '\ufeff', '\u0000', '\u001c', '<think>', '</think>', '{{input}}', 'User: '],
  ),
  minLength: 1,
  maxLength: 12,
});

const textPart = text.map((said): Part => ({ kind: 'text', text: said }));
const thoughtPart = text.map((said): Part => ({ kind: 'thought', text: said }));

/** A turn of text, that of a model with a thought at times. */
function turnOf(role: Role): fc.Arbitrary<Turn> {
  const parts: fc.Arbitrary<readonly Part[]> =
    role === 'model'
      ? fc.oneof({ weight: 4, arbitrary: fc.tuple(textPart) }, fc.tuple(thoughtPart, textPart))
      : fc.tuple(textPart);
  return parts.map((said): Turn => ({ role, parts: said }));
}

const anyTurn = fc.constantFrom<Role>('system', 'user', 'model').chain(turnOf);
const meta = { format: 'none', rest: '{}' };

/** Turns in any order, as real files have them. */
const wildExample: fc.Arbitrary<Example> = fc.array(anyTurn, { maxLength: 7 }).map((turns) => ({ turns, meta }));

/** A system prompt at times, then exchanges. */
export const chatExample: fc.Arbitrary<Example> = fc
  .tuple(
    fc.array(turnOf('system'), { maxLength: 1 }),
    fc.array(fc.tuple(turnOf('user'), turnOf('model')), { minLength: 1, maxLength: 3 }),
  )
  .map(([systems, exchanges]) => ({ turns: [...systems, ...exchanges.flat()], meta }));

/** A prompt and several answers with scores. */
export const rankedExample: fc.Arbitrary<Example> = fc
  .tuple(
    chatExample,
    turnOf('user'),
    fc.array(fc.tuple(turnOf('model'), fc.integer({ min: 0, max: 4 })), { minLength: 2, maxLength: 4 }),
  )
  .map(([{ turns }, last, answers]) => ({
    turns: [...turns, last],
    completions: answers.map(([answer, score]) => ({ turns: [answer], score })),
    meta,
  }));

export const anyExample = fc.oneof(wildExample, chatExample, rankedExample);
