import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeKinds, kindOf } from '../../../src/core/judge/kinds/index.ts';
import { readVerdicts } from '../../../src/core/judge/read-verdicts.ts';
import { readRubric } from '../../../src/core/judge/rubric.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { send } from '../../emulator/harness.ts';

describe('a rubric', () => {
  it('is a question a line, in plain words', () => {
    const rubric = [
      '# What we want',
      'Is the answer correct?',
      '',
      '- What is the tone: warm | neutral | cold',
      '2. How helpful is it: useless < partly < fully',
      'Which answer is more useful?',
      'Is the answer correct?',
    ].join('\r\n');
    expect(readRubric(rubric).map(({ kind, text, outcomes }) => [kind, text, outcomes])).toEqual([
      ['yes-no', 'Is the answer correct?', ['Yes', 'No']],
      ['choice', 'What is the tone', ['warm', 'neutral', 'cold']],
      ['score', 'How helpful is it', ['useless', 'partly', 'fully']],
      ['pair', 'Which answer is more useful?', ['Answer 1', 'Answer 2', 'Tie']],
    ]);
  });

  it.each(['Does it say a | b?', 'Tone: warm |', 'Tone: warm | warm', 'Is 1 < 2 said?', ': a | b'])(
    'takes %s as yes or no, since it names no options',
    (line) => {
      expect(readRubric(line).map(({ kind }) => kind)).toEqual(['yes-no']);
    },
  );
});

describe('each kind of question', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it.each(judgeKinds.map((kind) => [kind.id, kind] as const))('%s is asked and understood', async (id, kind) => {
    const [question] = readRubric(kind.example);
    if (!question) throw new Error('its example is no question');
    expect(kindOf(question).id).toBe(id);
    const body = { model: 'models/gemini-decision-1', input: 'x', questions: { q1: kind.decision(question) } };
    const { status, at } = await send(emulator, '/v1beta/decisions', { body });
    expect(status).toBe(200);
    const text = JSON.stringify(at('answers'));
    const read = readVerdicts(text, { by: 'decisions' }, [question], [0]).get(0) ?? [];
    expect(read).toHaveLength(question.outcomes.length);
    expect(read.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 5);
    const figure = kind.figure?.(read) ?? 0;
    expect(figure).toBeGreaterThanOrEqual(0);
    expect(figure).toBeLessThanOrEqual(1);
  });
});

describe('a verdict of a generating model', () => {
  const questions = readRubric('Is it right?\nTone: warm | cold | odd');
  const read = (text: string) => readVerdicts(text, { by: 'model' }, questions, [0, 1]);

  it('keeps the probability, and shares the rest', () => {
    const text = '```json\n{"q1":{"outcome":"no","probability":0.8},"q2":{"outcome":"Warm","probability":0.5}}\n```';
    expect(
      read(text)
        .get(0)
        ?.map((each) => Number(each.toFixed(9))),
    ).toEqual([0.2, 0.8]);
    expect(read(text).get(1)).toEqual([0.5, 0.25, 0.25]);
  });

  it.each([
    '',
    'Yes, it is right.',
    '[]',
    '{"q1":"yes"}',
    '{"q1":{"outcome":"maybe","probability":1}}',
    '{"q1":{"outcome":"yes","probability":7}}',
    '{"q1":{"outcome":"yes"}}',
  ])('that can’t be read is none: %s', (text) => {
    expect(read(text).size).toBe(0);
  });

  it('of the Decisions API that is out of bounds is none', () => {
    const one = (answer: unknown) => readVerdicts(JSON.stringify({ q1: answer }), { by: 'decisions' }, questions, [0]);
    expect(one({ type: 'noul', noul: 1.2 }).size).toBe(0);
    expect(one({ type: 'noul' }).size).toBe(0);
    expect(one({ type: 'noul', noul: 0.7 }).get(0)?.[0]).toBe(0.7);
  });
});
