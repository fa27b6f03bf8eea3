import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/models/index.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { newestStep } from '../../../src/core/steps/index.ts';
import { findRule, rowRulesOf, rules, setRulesOf } from '../../../src/core/rules/index.ts';
import type { Line, SetTotals, SideTotals } from '../../../src/core/rules/rule.ts';
import { targets } from '../../../src/core/targets/index.ts';

const FOLDER = resolve(import.meta.dirname, '../../../src/core/rules');
const [API, SFT, DPO] = ['gemini-api-sft', 'agent-platform-sft', 'agent-platform-preference'];
const RFT = 'agent-platform-reinforcement';

function turn(role: string, ...parts: readonly Json[]): JsonObject {
  return { role, parts: parts.map((part) => (typeof part === 'string' ? { text: part } : part)) };
}

const USER = turn('user', 'Which gem is green?');
const MODEL = turn('model', 'Emerald.');
const PAIR = [
  { score: 1, completion: MODEL },
  { score: 0, completion: turn('model', 'Ruby.') },
];
const FILE = { fileData: { mimeType: 'image/png', fileUri: 'https://a.example/1.png' } };
const CALL = { functionCall: { name: 'look', args: { carat: 1 } } };

const RIGHT: Readonly<Record<string, readonly Json[]>> = {
  [API]: [
    { text_input: 'Which?', output: 'Emerald.' },
    { textInput: 'Which?', output: 'Emerald.' },
  ],
  [SFT]: [
    { contents: [USER, MODEL] },
    { systemInstruction: { role: 'system', parts: [{ text: 'Brief.' }] }, contents: [USER, MODEL, USER, MODEL] },
    {
      system_instruction: { parts: [{ text: 'Brief.' }] },
      contents: [
        USER,
        turn('model', CALL),
        turn('function', { functionResponse: { name: 'look', response: {} } }),
        MODEL,
      ],
    },
    {
      contents: [turn('user', 'See', { file_data: { mime_type: 'image/png', file_uri: 'gs://b/1.png' } }), MODEL],
      tools: [
        {
          functionDeclarations: [
            { name: 'look', parameters: { type: 'OBJECT', properties: { carat: { type: 'NUMBER' } } } },
          ],
        },
      ],
    },
  ],
  [DPO]: [
    { contents: [USER], completions: PAIR },
    { contents: [USER, MODEL, USER], completions: PAIR.toReversed() },
  ],
  [RFT]: [
    { contents: [USER], references: { answer: 'Emerald' } },
    { contents: [USER, MODEL, USER], references: { answer: '', rubric: 'One word' } },
  ],
};

function lineOf(value: Json, more: Partial<Line> = {}): Line {
  const tokens = { low: 1, likely: 1, high: 1 };
  return {
    value,
    source: null,
    rewritten: null,
    inputCharacters: 1,
    outputCharacters: 1,
    tokens,
    isCounted: false,
    ...more,
  };
}

/** Rule, target, the line that breaks it, words that must be in what it says. */
const BROKEN: readonly (readonly [rule: string, target: string, line: Line, says: string])[] = [
  ['input-characters', API, lineOf({}, { inputCharacters: 40_001 }), 'input has 40,001 characters, over 40,000'],
  ['output-characters', API, lineOf({}, { outputCharacters: 5001 }), 'output has 5,001 characters, over 5,000'],
  ['rewritten', SFT, lineOf({}, { rewritten: 'row has "id"' }), 'row has "id"'],
  [
    'single-turn',
    API,
    lineOf({}, { source: exampleOf(['user', 'model', 'user', 'model']) }),
    'conversation of 4 turns',
  ],
  [
    'system-folded',
    API,
    lineOf({}, { source: exampleOf(['system', 'user', 'model']) }),
    'system prompt "said by system"',
  ],
  [
    'tokens-per-example',
    SFT,
    lineOf({}, { tokens: { low: 131_073, likely: 2e5, high: 3e5 } }),
    'at least 131,073 tokens',
  ],
  ['tokens-near-limit', DPO, lineOf({}, { tokens: { low: 131_072, likely: 2e5, high: 3e5 } }), '131,072 to 300,000'],
  ['last-turn', SFT, lineOf({ contents: [USER] }), 'last turn is of "user"'],
  ['prompt-end', DPO, lineOf({ contents: [USER, MODEL], completions: PAIR }), 'before the answers is of "model"'],
  ['roles-order', SFT, lineOf({ contents: [USER, USER, MODEL] }), 'contents[1] is of "user", not of the model'],
  ['roles-order', SFT, lineOf({ contents: [MODEL] }), 'contents[0] is of "model", not of the user'],
  ['media-in-bucket', SFT, lineOf({ contents: [turn('user', FILE), MODEL] }), 'https://a.example/1.png'],
  [
    'media-lost',
    SFT,
    lineOf({}, { source: saying('<image>Which gem?', { images: ['gems/1.jpg'] }) }),
    'text has <image> for 1 entry of "images", such as "gems/1.jpg"',
  ],
  ['media-lost', API, lineOf({}, { source: saying('Hear: <audio>', { audios: ['a', 'b'] }) }), '2 entries of "audios"'],
  [
    'media-beside',
    SFT,
    lineOf({}, { source: saying('Which gem?', { image: 'gems/1.jpg' }) }),
    '"image" has "gems/1.jpg"',
  ],
  [
    'inline-media',
    SFT,
    lineOf({ contents: [turn('user', { inlineData: { mimeType: 'image/png', data: 'AA' } }), MODEL] }),
    'contents[0].parts[0] holds the bytes itself',
  ],
  ['weight-lost', SFT, lineOf({}, { source: weighted(0) }), 'turn 2 has the weight 0'],
  ['prompt-end', RFT, lineOf({ contents: [USER, MODEL], references: { answer: 'a' } }), 'answers is of "model"'],
  ['some-references', RFT, lineOf({ contents: [USER], references: { answer: ' ' } }), 'references are empty'],
  ['some-references', RFT, lineOf({ contents: [USER] }), 'row has no references'],
  ['known-members', RFT, lineOf({ contents: [USER], references: { n: 7 } }), 'references.n is 7, no text'],
  ['known-members', RFT, lineOf({ contents: [USER], references: ['a'] }), 'references is ["a"], no object'],
  ['known-members', RFT, lineOf({ contents: [USER], references: { a: 'b' }, id: 7 }), 'row has "id"'],
  ['media-in-bucket', RFT, lineOf({ contents: [turn('user', FILE)], references: { a: 'b' } }), 'a.example'],
  ['text-only', DPO, lineOf({ contents: [turn('user', FILE)], completions: PAIR }), 'fileData'],
  [
    'answer-parts',
    SFT,
    lineOf({ contents: [USER, turn('model', { inlineData: { mimeType: 'a/b', data: 'AA' } })] }),
    'inlineData',
  ],
  ['answer-parts', SFT, lineOf({ contents: [USER, turn('model', { text: 'Hm', thought: true }, 'So.')] }), 'thought'],
  ['answer-calls', SFT, lineOf({ contents: [USER, turn('model', CALL)] }), 'functionCall'],
  ['two-answers', DPO, lineOf({ contents: [USER], completions: PAIR.slice(1) }), 'scores are 0'],
  [
    'two-answers',
    DPO,
    lineOf({ contents: [USER], completions: [{ ...PAIR[0], score: 0.9 }, PAIR[1] ?? null] }),
    '0.9, 0',
  ],
  [
    'different-answers',
    DPO,
    lineOf({
      contents: [USER],
      completions: [
        { score: 1, completion: MODEL },
        { score: 0, completion: turn('model', ' Emerald.\n') },
      ],
    }),
    'both are "Emerald."',
  ],
  ['filled-texts', API, lineOf({ text_input: 'a', output: ' \n' }), 'output is empty'],
  ['filled-texts', SFT, lineOf({ contents: [turn('user', 'a', ''), MODEL] }), 'contents[0].parts[1].text is empty'],
  ['filled-texts', SFT, lineOf({ contents: [turn('user', '  '), MODEL] }), 'contents[0] says nothing'],
  [
    'known-members',
    API,
    lineOf({ text_input: 'a', output: 'b', id: 7 }),
    'row has "id", which the service doesn’t know',
  ],
  ['known-members', API, lineOf({ text_input: 'a', output: 7 }), 'row.output is 7, no text'],
  ['known-members', API, lineOf(['a', 'b']), 'no object'],
  ['known-members', SFT, lineOf({ contents: [{ ...USER, note: 1 }, MODEL] }), 'contents[0] has "note"'],
  ['known-members', SFT, lineOf({ contents: [turn('assistant', 'a')] }), 'contents[0].role is "assistant"'],
  [
    'known-members',
    SFT,
    lineOf({ contents: [turn('user', { text: 'a', colour: 'b' }), MODEL] }),
    'contents[0].parts[0] is',
  ],
  [
    'known-members',
    SFT,
    lineOf({ contents: [turn('user', { fileData: { fileUri: 'gs://b/1' } }), MODEL] }),
    'lacks its type',
  ],
  [
    'known-members',
    SFT,
    lineOf({ contents: [turn('user', { functionCall: { name: 'a', args: 'b' } }), MODEL] }),
    'args is "b"',
  ],
  ['known-members', SFT, lineOf({ contents: [{ role: 'user', parts: [] }, MODEL] }), 'contents[0].parts is []'],
  [
    'known-members',
    SFT,
    lineOf({ systemInstruction: 'Brief.', contents: [USER, MODEL] }),
    'systemInstruction is "Brief."',
  ],
  [
    'known-members',
    SFT,
    lineOf({
      contents: [USER, MODEL],
      tools: [{ functionDeclarations: [{ name: 'a', parameters: { type: 'object' } }] }],
    }),
    'type is "object"',
  ],
  [
    'known-members',
    SFT,
    lineOf({ contents: [USER, MODEL], tools: [{ googleSearch: {} }] }),
    'only function declarations',
  ],
  [
    'known-members',
    DPO,
    lineOf({ contents: [USER], completions: [{ ...PAIR[0], by: 'Ada' }] }),
    'completions[0] has "by"',
  ],
  [
    'known-members',
    DPO,
    lineOf({ contents: [USER], completions: [{ score: 1, completion: USER }] }),
    'not of the model',
  ],
];

function exampleOf(roles: readonly ('system' | 'user' | 'model')[]): Line['source'] {
  const turns = roles.map((role) => ({ role, parts: [{ kind: 'text' as const, text: `said by ${role}` }] }));
  return { turns, meta: { format: '', rest: '{}' } };
}

function weighted(weight: number): Line['source'] {
  const parts = [{ kind: 'text', text: 'Green.' } as const];
  const turns = [{ role: 'user', parts } as const, { role: 'model', parts, weight } as const];
  return { turns, meta: { format: '', rest: '{}' } };
}

function saying(text: string, beside: JsonObject): Line['source'] {
  return {
    turns: [{ role: 'user', parts: [{ kind: 'text', text }] }],
    meta: { format: '', rest: JSON.stringify(beside) },
  };
}

it('finds a rule in each file, its id equal to the file’s name', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !/^(index|rule)\.ts$/.test(name));
  expect(rules.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
});

it.each(rules)('$id holds for targets that exist, and says what to do', ({ id, targets: own, next, title, fix }) => {
  expect(findRule(id)?.title).toBe(title);
  expect(targets.map((target) => target.id)).toEqual(expect.arrayContaining([...own]));
  expect(own.length).toBeGreaterThan(0);
  expect(next).toMatch(/\.$/);
  if (fix !== null && fix !== 'leave-out') expect(newestStep(fix.step)?.params).toMatchObject(keysOf(fix.params));
});

function keysOf(params: JsonObject): object {
  return Object.fromEntries(Object.keys(params).map((name) => [name, {}]));
}

describe('rules for rows', () => {
  it.each(BROKEN)('%s: %s', (id, target, line, says) => {
    const rule = rowRulesOf(target).find((each) => each.id === id);
    expect(rule?.find(line, catalogue.limits[target] ?? {})).toContain(says);
  });

  it('have a case each', () => {
    const own = rules.filter(({ kind }) => kind === 'row').map(({ id }) => id);
    expect(new Set([...BROKEN.map(([id]) => id), 'not-an-example'])).toEqual(new Set(own));
  });

  it.each(Object.keys(RIGHT))('have nothing to say of right lines of %s', (target) => {
    for (const value of RIGHT[target] ?? []) {
      for (const rule of rowRulesOf(target)) {
        expect([rule.id, rule.find(lineOf(value), catalogue.limits[target] ?? {})]).toEqual([rule.id, null]);
      }
    }
  });

  it('say nothing of answers that are to be learnt', () => {
    const rule = rowRulesOf(SFT).find(({ id }) => id === 'weight-lost');
    for (const source of [weighted(1), saying('Which?', {})]) expect(rule?.find(lineOf({}, { source }), {})).toBeNull();
  });

  it('miss no media where there is none, or no text names it', () => {
    const rule = rowRulesOf(SFT).find(({ id }) => id === 'media-lost');
    const sources = [
      saying('What does <image> mean?', {}),
      saying('What does <image> mean?', { images: [], note: 'images' }),
      saying('Which gem is green?', { images: ['gems/1.jpg'] }),
    ];
    for (const source of sources) expect(rule?.find(lineOf({}, { source }), {})).toBeNull();
  });

  it('ask nothing of what has no limit', () => {
    const long = { inputCharacters: 1e9, outputCharacters: 1e9, tokens: { low: 1e9, likely: 1e9, high: 1e9 } };
    for (const id of ['input-characters', 'output-characters', 'tokens-per-example', 'tokens-near-limit']) {
      const rule = findRule(id);
      if (rule?.kind !== 'row') expect.unreachable();
      expect(rule.find(lineOf({}, long), {})).toBeNull();
    }
  });
});

function side(rows: number, more: Partial<SideTotals> = {}): SideTotals {
  const tokens = { low: rows, likely: rows, high: rows };
  return { rows, bytes: rows * 100, tokens, mediaRows: 0, labels: new Map(), ...more };
}

const NONE = side(0);
const labels = (...names: readonly string[]): Partial<SideTotals> => ({
  labels: new Map(names.map((name) => [name, 9])),
});

const BROKEN_SETS: readonly (readonly [
  rule: string,
  target: string,
  totals: SetTotals,
  says: string,
  count: number,
])[] = [
  ['some-examples', SFT, { training: NONE, validation: NONE }, 'no row', 0],
  ['examples-at-least', API, { training: side(19), validation: NONE }, '19 examples, and the service wants 20', 19],
  ['examples-advised', API, { training: side(20), validation: NONE }, '20 examples, under 100', 20],
  ['examples-advised', SFT, { training: side(99), validation: NONE }, '99 examples, under 100', 99],
  [
    'examples-at-most',
    DPO,
    { training: side(10_000_001), validation: NONE },
    '10,000,001 examples, over 10,000,000',
    1,
  ],
  [
    'examples-at-most',
    SFT,
    { training: side(300_001, { mediaRows: 1 }), validation: NONE },
    'with media, over 300,000',
    1,
  ],
  ['inline-bytes', API, { training: side(500, { bytes: 4_000_001 }), validation: NONE }, '4.0 MB of examples', 500],
  ['file-bytes', SFT, { training: side(5, { bytes: 1_100_000_000 }), validation: NONE }, 'training file of 1.1 GB', 5],
  [
    'validation-size',
    SFT,
    { training: side(100_000), validation: side(5001) },
    '5,001 validation examples, over 5,000',
    1,
  ],
  [
    'validation-size',
    DPO,
    { training: side(4000), validation: side(1201) },
    '1,201 validation examples, over 1,200 (30% of',
    1,
  ],
  [
    'validation-labels',
    SFT,
    { training: side(20, labels('ham', 'spam')), validation: side(5, labels('ham')) },
    '"spam"',
    1,
  ],
  [
    'uncounted-media',
    SFT,
    { training: side(200, { mediaRows: 7 }), validation: side(9, { mediaRows: 1 }) },
    '8 rows',
    8,
  ],
];

describe('rules for sets', () => {
  it.each(BROKEN_SETS)('%s: %s', (id, target, totals, says, count) => {
    const rule = setRulesOf(target).find((each) => each.id === id);
    const fault = rule?.find(totals, catalogue.limits[target] ?? {});
    expect(fault?.detail).toContain(says);
    expect(fault?.count).toBe(count);
  });

  it('have a case each', () => {
    const own = rules.filter(({ kind }) => kind === 'set').map(({ id }) => id);
    expect(new Set(BROKEN_SETS.map(([id]) => id))).toEqual(new Set(own));
  });

  it.each<[string, SetTotals]>([
    [API, { training: side(500, { bytes: 4_000_000 }), validation: NONE }],
    [SFT, { training: side(3334, labels('a', 'b')), validation: side(1000, labels('a', 'b')) }],
    [SFT, { training: side(4000), validation: side(1200) }],
    [DPO, { training: side(10_000_000, { bytes: 1_000_000_000 }), validation: side(5000) }],
  ])('have nothing to say of a right set for %s', (target, totals) => {
    for (const rule of setRulesOf(target)) {
      expect([rule.id, rule.find(totals, catalogue.limits[target] ?? {})]).toEqual([rule.id, null]);
    }
  });
});
