import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/core/formats/index.ts';
import { isObject, type JsonObject } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';
import { Drop, type Step, type StepContext } from '../../../src/core/recipe/step.ts';
import { allSteps } from '../../../src/core/steps/index.ts';
import { normalise } from '../../../src/core/text/normalise.ts';
import { isBlank, trim } from '../../../src/core/text/white-space.ts';
import { messyRow } from './messy-rows.ts';
import { prepare, prepareStep } from './run.ts';
import { isEmptySlowly, isShortSlowly, keySlowly, mapSlowly, SlowRow } from './slow-steps.ts';

const encoder = new TextEncoder();

/** The row as a pass hands it out: among the bytes of others. */
function inBlock(text: string): Row {
  const bytes = encoder.encode(`"${text}\n"`);
  return Row.view(bytes, 1, bytes.length - 2);
}

const mapping = { input: 'input', output: 'output' };
const plain: StepContext = { columns: ['input', 'output'], mapping };
const NAMES = ['input', 'output'];

/** Datasets whose rows have a format that reads flat rows from their bytes, and one that does not. */
const formatted = formats
  .filter(({ id, flat }) => flat || id === 'openai-chat')
  .map(({ id, samples }) => {
    const names = [...new Set(samples.flatMap((sample) => (isObject(sample) ? Object.keys(sample) : [])))];
    return { name: id, names, context: { ...plain, format: id } };
  });
const contexts = [{ name: 'no format', names: NAMES, context: plain }, ...formatted];

function apply(id: string, params: JsonObject, context: StepContext, text: string): string | null {
  const result = prepare(id, params, context).apply?.(inBlock(text));
  if (result instanceof Drop) return null;
  if (result instanceof Row) return result.text;
  throw new Error(`${id} made several rows`);
}

const trimParams = fc.constantFrom<JsonObject>(
  ...[{}, { columns: ['output'] }, { columns: [{ role: 'input' }] }, { columns: ['x', { role: 'output' }] }],
  // In no order, and one twice.
  { columns: ['x', 'output', '2', 'input', 'output'] },
);

describe.each(contexts)('Rows of $name in bytes and parsed', ({ names, context }) => {
  const row = messyRow(names);

  it.each([
    ['trim-whitespace', {}, trim],
    ['normalise-unicode', { form: 'NFKC' }, (text: string) => text.normalize('NFKC')],
    ['find-and-replace', { find: 'word', replacement: '' }, (text: string) => text.replaceAll('word', '')],
  ] as const)('are changed alike by %s', (id, own, change) => {
    fc.assert(
      fc.property(row, trimParams, (text, params) => {
        const after = mapSlowly(text, (params['columns'] ?? []) as readonly string[], context, change);
        expect(apply(id, { ...own, ...params }, context, text)).toBe(after);
      }),
      { numRuns: 60 },
    );
  });

  it('are empty alike', () => {
    const isNothing = (slow: SlowRow, role: 'input' | 'output' | 'chosen' | 'label'): boolean | null => {
      const texts = slow.textsOf(role);
      // What a role without texts has beyond them only the format knows.
      return texts.length > 0 && slow.isFlat ? texts.every(isBlank) : null;
    };
    fc.assert(
      fc.property(row, (text) => {
        expect(apply('drop-empty-rows', { columns: ['x'] }, context, text) === null).toBe(isEmptySlowly(text, 'x'));
        const slow = new SlowRow(text, context);
        const input = slow.kind === 'text' ? false : isNothing(slow, 'input');
        const output = isNothing(slow, slow.answerRole as 'output');
        if (context.format === undefined || input === null || output === null) return;
        expect(apply('drop-empty-rows', {}, context, text) === null).toBe(input || output);
      }),
      { numRuns: 100 },
    );
  });

  it('are short alike', () => {
    const unit = fc.constantFrom('words' as const, 'spaced-words' as const, 'characters' as const);
    fc.assert(
      fc.property(row, unit, fc.integer({ min: 1, max: 9 }), (text, by, minimum) => {
        const slow = new SlowRow(text, context);
        const short = (texts: readonly string[]): boolean => texts.every((each) => isShortSlowly(each, by, minimum));
        const output = slow.column('output');
        if (typeof output === 'string') {
          const dropped =
            apply('drop-short-outputs', { unit: by, minimum, columns: ['output'] }, context, text) === null;
          expect(dropped).toBe(short([output]));
        }
        const texts = slow.textsOf(slow.answerRole);
        if (context.format === undefined || texts.length === 0 || !slow.isFlat) return;
        const dropped = apply('drop-short-outputs', { unit: by, minimum }, context, text) === null;
        expect(dropped).toBe(slow.answerRole !== 'label' && short(texts));
      }),
      { numRuns: 100 },
    );
  });
});

describe('The key of a row in bytes', () => {
  const by = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: true };
  const keyOf = (text: string, params: JsonObject): string => {
    const words = new Uint32Array(4);
    prepare('remove-duplicates', params, plain).survey?.read(inBlock(text), words, 0);
    return words.join(' ');
  };

  it.each([
    ['the whole row', {}, [], undefined],
    ['columns', { columns: ['x', 'output'] }, ['x', 'output'], undefined],
    ['the whole row, normalised', { compare: 'normalised' }, [], (text: string) => normalise(text, by)],
  ] as const)('is one for %s exactly where the parsed rows are one', (_, params, columns, change) => {
    const row = messyRow(NAMES);
    let same = 0;
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 12 }), (texts) => {
        const found = new Map<string, string>();
        // Each row also with its text as another program would write it.
        for (const text of [...texts, ...texts.map((each) => JSON.stringify(JSON.parse(each)))]) {
          const slow = keySlowly(text, columns, change);
          const key = keyOf(text, params);
          if (found.has(slow)) same++;
          expect(key).toBe(found.get(slow) ?? key);
          found.set(slow, key);
        }
        expect(new Set(found.values()).size).toBe(found.size);
      }),
      { numRuns: 150 },
    );
    expect(same).toBeGreaterThan(100);
  });

  it('of roles is the one of their texts', () => {
    const [context] = formatted.filter(({ name }) => name === 'input-output').map((each) => each.context);
    const step = prepare('remove-duplicates', { columns: [{ role: 'input' }, { role: 'output' }] }, context ?? plain);
    const found = new Map<string, string>();
    fc.assert(
      fc.property(messyRow(NAMES), (text) => {
        const slow = new SlowRow(text, context ?? plain);
        const roles = (['input', 'output'] as const).map((role) => slow.textsOf(role).filter((each) => each !== ''));
        if (!slow.isFlat || slow.textsOf('input').length === 0 || slow.textsOf('output').length === 0) return;
        const words = new Uint32Array(4);
        step.survey?.read(inBlock(text), words, 0);
        const [same, key] = [JSON.stringify(roles), words.join(' ')];
        expect(key).toBe(found.get(same) ?? key);
        found.set(same, key);
      }),
      { numRuns: 300 },
    );
    expect(new Set(found.values()).size).toBe(found.size);
  });
});

describe.each(allSteps.map((step) => ({ name: step.title, step })))('$name', ({ step }) => {
  it('makes the same of a row in bytes, of its text and of its parsed value', () => {
    for (const { params = {}, before } of step.examples) {
      const names = [...new Set(before.flatMap((row) => Object.keys(row)))];
      const context = { columns: names, mapping };
      fc.assert(
        fc.property(messyRow(names), (text) => {
          const made = outcomeOf(step, params, context, inBlock(text));
          expect(outcomeOf(step, params, context, new Row(text))).toEqual(made);
          expect(outcomeOf(step, params, context, parsed(text))).toEqual(made);
        }),
        { numRuns: 60 },
      );
    }
  });
});

function parsed(text: string): Row {
  const row = new Row(text);
  // Asked for once, it is what the row answers from.
  expect(row.value).toEqual(JSON.parse(text));
  return row;
}

function outcomeOf(step: Step, params: JsonObject, context: StepContext, row: Row): unknown {
  const { apply: run, survey } = prepareStep(step, params, context);
  const words = new Uint32Array(survey?.words ?? 0);
  survey?.read(row, words, 0);
  const result = run?.(row) ?? row;
  if (result instanceof Drop) return { reason: result.reason, words };
  const rows = result instanceof Row ? [result] : result;
  return { texts: rows.map(({ text }) => text), isSame: result === row, words };
}
