import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geminiSchema, lowerSchema, plainSchema } from '../../../../../src/core/formats/parts/messages/schema.ts';
import {
  readGeminiTools,
  readOpenAiTools,
  writeGeminiTools,
  writeOpenAiTools,
} from '../../../../../src/core/formats/parts/messages/tools.ts';
import type { Json } from '../../../../../src/core/json.ts';

const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(
      { type: 'string', enum: ['string', 'object'] },
      { type: 'number', description: 'type: carat' },
      { type: 'boolean', default: { type: 'string' } },
    ),
    fc
      .dictionary(fc.constantFrom('type', 'items', 'stone', 'properties'), tie('schema'), { maxKeys: 3 })
      .map((properties): Json => ({ type: 'object', properties, required: Object.keys(properties) })),
    tie('schema').map((items): Json => ({ type: 'array', items })),
    fc.tuple(tie('schema'), tie('schema')).map((anyOf): Json => ({ anyOf })),
  ),
}));

describe('schemas', () => {
  it('come back from Gemini’s spelling', () => {
    fc.assert(
      fc.property(schema, (one) => {
        expect(lowerSchema(geminiSchema(one))).toEqual(one);
      }),
    );
  });

  it('of JSON Schema’s own types stay as they are', () => {
    fc.assert(
      fc.property(schema, (one) => {
        expect(plainSchema(one)).toEqual(one);
      }),
    );
  });

  it.each<[string, Json, Json]>([
    ['dict', { type: 'object' }, { type: 'OBJECT' }],
    ['str, optional', { type: 'string' }, { type: 'STRING' }],
    ['List[int]', { type: 'array', items: { type: 'integer' } }, { type: 'ARRAY', items: { type: 'INTEGER' } }],
    ['float', { type: 'number' }, { type: 'NUMBER' }],
    // A type that nobody knows is none of the service's.
    ['gem', { type: 'gem' }, {}],
    ['toString', { type: 'toString' }, {}],
  ])('of Python’s types have their names: %s', (type, plain, gemini) => {
    expect(plainSchema({ type })).toEqual(plain);
    expect(geminiSchema({ type })).toEqual(gemini);
  });

  it('of several types have one for Gemini, or any of them', () => {
    expect(geminiSchema({ type: ['string', 'null'] })).toEqual({ type: 'STRING', nullable: true });
    expect(geminiSchema({ type: ['string', 'number'], title: 'x' })).toEqual({
      title: 'x',
      anyOf: [{ type: 'STRING' }, { type: 'NUMBER' }],
    });
  });
});

describe('tools', () => {
  const declared = { name: 'look', description: 'Looks.', parameters: { type: 'object', properties: {} } };

  it('are the same in both spellings', () => {
    expect(readOpenAiTools(writeOpenAiTools([declared]))).toEqual([declared]);
    expect(readGeminiTools(writeGeminiTools([declared]))).toEqual([declared]);
    expect(readOpenAiTools([declared])).toEqual([declared]);
  });

  it('have for Gemini only what the service knows, what is required inside the schema', () => {
    const odd = { ...declared, required: ['carat'], strict: true };
    expect(writeGeminiTools([odd])).toEqual([
      {
        functionDeclarations: [
          { name: 'look', description: 'Looks.', parameters: { type: 'OBJECT', properties: {}, required: ['carat'] } },
        ],
      },
    ]);
  });

  it('without a name are refused with their place', () => {
    expect(() => readOpenAiTools([declared, { type: 'web_search' }])).toThrow(
      expect.objectContaining({ name: 'ShapeError', path: ['tools', 1] }),
    );
    expect(() => readGeminiTools([{ functionDeclarations: [{}] }])).toThrow(
      expect.objectContaining({ name: 'ShapeError', path: ['tools', 0, 'functionDeclarations', 0] }),
    );
  });
});
