import * as fc from 'fast-check';
import type { Part, Role, Turn } from '../../src/core/example/example.ts';
import type { Json } from '../../src/core/json.ts';
import { text } from './example-arbitraries.ts';

// fast-check types its JSON values as unknown; the text knows no -0, so neither do rows.
export const anyJson = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

const textPart = text.map((said): Part => ({ kind: 'text', text: said }));
const imagePart = fc
  .constantFrom('image/png', 'image/jpeg')
  .map((mimeType): Part => ({ kind: 'media', mimeType, data: 'AAAA' }));
const args = fc.dictionary(fc.constantFrom('stone', 'carat', 'type', '__proto__'), anyJson, { maxKeys: 2 });
const toolName = fc.constantFrom('look', 'weigh');

/** A model's turn that calls tools, and the turn of their answers, in order. */
const calls: fc.Arbitrary<readonly Turn[]> = fc
  .array(fc.tuple(toolName, args, args), { minLength: 1, maxLength: 3 })
  .map((made) => [
    { role: 'model', parts: made.map(([name, asked]): Part => ({ kind: 'call', name, args: asked })) },
    { role: 'tool', parts: made.map(([name, , response]): Part => ({ kind: 'response', name, response })) },
  ]);

const saidBy = (role: Role, part: fc.Arbitrary<Part>): fc.Arbitrary<readonly Turn[]> =>
  fc.array(part, { minLength: 1, maxLength: 2 }).map((parts): readonly Turn[] => [{ role, parts }]);

/** A question, with a picture at times; calls of tools at times; an answer. */
const exchange = fc
  .tuple(
    saidBy('user', fc.oneof({ weight: 3, arbitrary: textPart }, imagePart)),
    fc.oneof({ weight: 2, arbitrary: fc.constant<readonly Turn[]>([]) }, calls),
    saidBy('model', textPart),
  )
  .map((turns) => turns.flat());

/** Turns that every family of conversations can hold: texts, pictures, calls with their answers. */
export const dialogue: fc.Arbitrary<readonly Turn[]> = fc
  .tuple(
    fc
      .array(textPart, { maxLength: 1 })
      .map((parts): readonly Turn[] => (parts.length > 0 ? [{ role: 'system', parts }] : [])),
    fc.array(exchange, { minLength: 1, maxLength: 3 }),
  )
  .map(([system, exchanges]) => [...system, ...exchanges.flat()]);
