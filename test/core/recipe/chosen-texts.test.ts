import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { findFormat, formats } from '../../../src/core/formats/index.ts';
import type { Path } from '../../../src/core/row/edit.ts';
import { Row } from '../../../src/core/row/row.ts';
import { formatRoles, textMapper } from '../../../src/core/recipe/chosen-texts.ts';
import { Drop, type StepContext } from '../../../src/core/recipe/step.ts';
import { decide, prepare } from '../steps/run.ts';

interface Exchange {
  readonly system: string;
  readonly input: string;
  readonly output: string;
}

/** How each format writes one exchange. */
const WRITE: Readonly<Record<string, (exchange: Exchange) => JsonObject>> = {
  alpaca: ({ system, input, output }) => ({ instruction: input, input: '', output, system }),
  'openai-chat': ({ system, input, output }) => ({
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: input },
      { role: 'assistant', content: output },
    ],
  }),
  sharegpt: ({ system, input, output }) => ({
    conversations: [
      { from: 'system', value: system },
      { from: 'human', value: input },
      { from: 'gpt', value: output },
    ],
  }),
  'agent-platform-sft': ({ system, input, output }) => ({
    systemInstruction: { role: 'system', parts: [{ text: system }] },
    contents: [
      { role: 'user', parts: [{ text: input }] },
      { role: 'model', parts: [{ text: output }] },
    ],
  }),
};
const IDS = Object.keys(WRITE);

function contextOf(id: string | undefined, columns: readonly string[] = []): StepContext {
  return { columns, mapping: { input: null, output: null }, format: id };
}

function rowOf(id: string, exchange: Exchange): Row {
  return new Row(JSON.stringify(WRITE[id]?.(exchange)));
}

/** The texts of each role; those that Alpaca leaves empty beside its instruction are none. */
function textsOf(id: string, row: Row): Exchange {
  const fields = findFormat(id)?.fields(row.value) ?? [];
  const of = (wanted: string): string =>
    fields.flatMap(({ role, path, text }) => (role === wanted && path[0] !== 'input' ? [text] : [])).join('|');
  return { system: of('system'), input: of('input'), output: of('output') };
}

const WORDS = ['opal', 'cut', 'the', 'colour', 'Farbe', '石头', 'é', 'e\u0301', 'a-b', 'x²', '?', '…', 'no'];
const SPACES = [' ', '  ', '\n', '\t', '\u00a0', '\u3000', '\x1c', ''];
const sentence = fc
  .array(fc.tuple(fc.constantFrom(...SPACES), fc.constantFrom(...WORDS)), { maxLength: 8 })
  .chain((pairs) => fc.constantFrom(...SPACES).map((end) => pairs.flat().join('') + end));
// A system prompt, so that Alpaca's row is not told apart by a missing member alone.
const exchanges = fc.sample(
  fc.record({ system: sentence.map((text) => `Be brief.${text}`), input: sentence, output: sentence }),
  { numRuns: 500, seed: 3 },
);

describe.each([
  ['trim-whitespace', {}],
  ['normalise-unicode', { form: 'NFKC' }],
  ['find-and-replace', { find: 'colo(u?)r', replacement: 'hue$1', mode: 'regex' }],
  ['find-and-replace', { find: ' ', replacement: '_', columns: [{ role: 'output' }, { role: 'system' }] }],
  ['trim-whitespace', { columns: [{ role: 'input' }] }],
] as const)('%s %j on 500 examples', (step, params) => {
  it('gives equal texts in every format, and changes nothing else', () => {
    const expected = results('alpaca');
    expect(expected.some((text, index) => text !== JSON.stringify(exchanges[index]))).toBe(true);
    for (const id of IDS) expect(results(id)).toEqual(expected);
  });

  function results(id: string): string[] {
    const { apply } = prepare(step, params, contextOf(id));
    return exchanges.map((exchange) => {
      const row = rowOf(id, exchange);
      const after = apply?.(row);
      if (!(after instanceof Row)) throw new Error(`${step} took a row away`);
      const texts = textsOf(id, after);
      expect(after.text).toBe(rowOf(id, texts).text);
      expect(after === row).toBe(after.text === row.text);
      return JSON.stringify(texts);
    });
  }
});

describe.each([
  ['drop-short-outputs', {}],
  ['drop-short-outputs', { minimum: 6, unit: 'characters', columns: [{ role: 'input' }] }],
  ['drop-empty-rows', {}],
  ['drop-matching-rows', { column: { role: 'output' }, operator: 'contains', value: 'cut' }],
  ['drop-matching-rows', { column: { role: 'input' }, operator: 'empty' }],
  ['drop-matching-rows', { operator: 'longer', value: '30' }],
] as const)('%s %j on 500 examples', (step, params) => {
  it('drops the same ones in every format, for the same reasons', () => {
    const expected = reasons('openai-chat');
    expect(new Set(expected).size).toBeGreaterThan(1);
    for (const id of IDS) expect(reasons(id)).toEqual(expected);
  });

  function reasons(id: string): (string | null)[] {
    const { apply } = prepare(step, params, contextOf(id));
    return exchanges.map((exchange) => {
      const after = apply?.(rowOf(id, exchange));
      return after instanceof Drop ? after.reason : null;
    });
  }
});

describe('Remove duplicates by role', () => {
  it('finds the same ones in every format', () => {
    const some = exchanges.map(({ output }, index) => ({ system: 'S', input: `Q${index % 7}`, output }));
    const found = IDS.map((id) => {
      const step = prepare('remove-duplicates', { columns: [{ role: 'input' }, { role: 'output' }] }, contextOf(id));
      return decide(
        step,
        some.map((exchange) => rowOf(id, exchange)),
      )?.drop?.rows;
    });
    expect(found[0]?.length).toBeGreaterThan(10);
    for (const dropped of found) expect(dropped).toEqual(found[0]);
  });

  it('finds them across formats, and tells calls of different functions apart', () => {
    const exchange = { system: 'S', input: 'Q', output: 'A' };
    const call = (name: string): Row =>
      new Row(
        JSON.stringify({
          contents: [
            { role: 'user', parts: [{ text: 'Q' }] },
            { role: 'model', parts: [{ functionCall: { name, args: {} } }] },
          ],
        }),
      );
    const step = prepare(
      'remove-duplicates',
      { columns: [{ role: 'input' }, { role: 'output' }] },
      contextOf('sharegpt'),
    );
    const rows = [...IDS.map((id) => rowOf(id, exchange)), call('weigh'), call('cut'), call('cut')];
    expect([...(decide(step, rows)?.drop?.rows ?? [])]).toEqual([1, 2, 3, 6]);
  });
});

describe('conversations', () => {
  const chat = (...answers: Json[]): Row =>
    new Row(
      JSON.stringify({
        messages: answers.flatMap((content) => [
          { role: 'user', content: 'And?' },
          content !== null && typeof content === 'object' ? content : { role: 'assistant', content },
        ]),
      }),
    );
  const outcome = (step: string, row: Row): unknown => prepare(step, {}, contextOf('openai-chat')).apply?.(row);
  const weigh = { id: 'c', type: 'function', function: { name: 'weigh', arguments: '{}' } };

  it('go when no answer is long enough, and stay for a call', () => {
    expect(outcome('drop-short-outputs', chat('Yes.', 'It is an opal.', 'You are welcome'))).toBeInstanceOf(Row);
    expect(outcome('drop-short-outputs', chat('Yes.', 'No.'))).toBeInstanceOf(Drop);
    expect(
      outcome('drop-short-outputs', chat({ role: 'assistant', content: null, tool_calls: [weigh] })),
    ).toBeInstanceOf(Row);
  });

  it('are empty when nothing is said, shown or called', () => {
    expect(outcome('drop-empty-rows', chat('A.'))).toBeInstanceOf(Row);
    expect(outcome('drop-empty-rows', chat(' \n'))).toBeInstanceOf(Drop);
    expect(outcome('drop-empty-rows', chat({ role: 'assistant', content: null, tool_calls: [weigh] }))).toBeInstanceOf(
      Row,
    );
  });
});

describe('texts', () => {
  const trim = (text: string): string => text.trim();

  it('are patched in their place, all other bytes as they came', () => {
    const text =
      '{ "id": 1.0, "messages" : [ {"role":"user", "content":"\\u0041 "}, {"content" : "b", "role":"assistant"} ], "id": 2 }';
    const after = textMapper([], contextOf('openai-chat'), trim)(new Row(text));
    expect(after.text).toBe(text.replace('"\\u0041 "', '"A"'));
  });

  it('of a column are the column itself, and inside a list those that the format knows', () => {
    const row = new Row(
      '{"note":" n ","tags":[" t "],"conversations":[{"from":"human","value":" q "},{"from":"gpt","value":" a "}]}',
    );
    const map = (choices: readonly string[]): string => textMapper(choices, contextOf('sharegpt'), trim)(row).text;
    expect(map(['note'])).toBe(row.text.replace('" n "', '"n"'));
    expect(map(['tags'])).toBe(row.text);
    expect(map(['conversations'])).toBe(row.text.replace('" q "', '"q"').replace('" a "', '"a"'));
    expect(textMapper(['note'], contextOf(undefined), trim)(row).text).toBe(map(['note']));
    expect(textMapper([], contextOf(undefined), trim)(row).text).toBe(map(['note']));
  });

  it('of a role are found by the mapping where there is no format', () => {
    const context = { columns: ['q', 'a'], mapping: { input: 'q', output: 'a' } };
    const map = textMapper([{ role: 'output' }], context, trim);
    expect(map(new Row('{"q":" q ","a":" a "}')).text).toBe('{"q":" q ","a":"a"}');
    expect(map(new Row('{"q":" q ","a":5}')).text).toBe('{"q":" q ","a":5}');
  });

  it('of a mixed dataset are those of each row’s own format', () => {
    const map = textMapper([{ role: 'output' }], contextOf('alpaca'), trim);
    for (const id of IDS) {
      const after = map(rowOf(id, { system: ' s ', input: ' i ', output: ' o ' }));
      expect(textsOf(id, after)).toEqual({ system: ' s ', input: ' i ', output: 'o' });
    }
  });
});

describe('without a format', () => {
  it.each(['trim-whitespace', 'drop-short-outputs', 'drop-empty-rows', 'remove-duplicates', 'normalise-unicode'])(
    '%s asks no format for the texts of a row',
    (id) => {
      let reads = 0;
      const context: StepContext = {
        columns: ['input', 'output'],
        // What columns mean is read once a format is made of them.
        get mapping() {
          reads++;
          return { input: 'input', output: 'output' };
        },
      };
      const row = new Row('{"input":" q ","output":"a"}');
      const readsOf = (params: JsonObject): number => {
        const step = prepare(id, params, context);
        reads = 0;
        step.apply?.(row);
        step.survey?.read(row, new Uint32Array(4), 0);
        return reads;
      };
      expect(readsOf({})).toBe(0);
      expect(readsOf({ columns: ['output'] })).toBe(0);
      expect(readsOf({ columns: [{ role: 'input' }] })).toBe(1);
    },
  );
});

describe('every format', () => {
  it.each(formats)('$id: all its texts are changed, in flat rows and in nested ones', (format) => {
    const { id, samples } = format;
    const change = (text: string): string => `${text} `;
    for (const sample of samples) {
      const after = textMapper([], contextOf(id), change)(new Row(JSON.stringify(sample)));
      for (const { path } of format.fields(sample)) {
        const before = at(sample, path);
        expect(at(after.value, path)).toBe(typeof before === 'string' ? change(before) : before);
      }
    }
    expect(samples).not.toEqual([]);
  });

  it('says its roles, and whether columns reach its texts', () => {
    expect(formatRoles(contextOf('openai-chat'))).toMatchObject({ nested: true });
    expect(formatRoles(contextOf('openai-chat')).roles.slice(0, 3)).toEqual(['system', 'input', 'output']);
    expect(formatRoles(contextOf('alpaca'))).toEqual({ roles: ['system', 'input', 'output', 'other'], nested: false });
    expect(formatRoles(contextOf(undefined))).toEqual({ roles: [], nested: false });
    expect(formatRoles(contextOf('no such format'))).toEqual({ roles: [], nested: false });
  });
});

function at(value: Json, path: Path): unknown {
  // The cast: each key leads into what the format has found there.
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);
}
