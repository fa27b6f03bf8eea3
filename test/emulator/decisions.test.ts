import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from './emulator.ts';
import { send, type Answer } from './harness.ts';

const MODEL = 'models/gemini-decision-1';
const YES_NO = { type: 'noul', instructions: 'Is it polite?' };
const CHOICE = { type: 'choice', instructions: 'Which tone?', criteria: { warm: 'Friendly', cold: 'Distant' } };
const SCORE = { type: 'score', instructions: 'How clear?', criteria: ['muddled', 'clear', 'crisp'] };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const decide = (questions: unknown, more: object = {}): Promise<Answer> =>
  send(emulator, '/v1beta/decisions', { body: { model: MODEL, input: 'Good morning.', questions, ...more } });

it('answers each kind of question with the probabilities that a test sets', async () => {
  emulator.state.decisions.decide = ({ type }) => (type === 'noul' ? [3, 1] : type === 'choice' ? [1, 4] : [1, 2, 1]);
  const { body, status } = await decide({ polite: YES_NO, tone: CHOICE, clear: SCORE });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    answers: {
      polite: { type: 'noul', noul: 0.75, confidence: 0.75 },
      tone: { type: 'choice', choice: 'cold', confidence: 0.8, probabilities: { warm: 0.2, cold: 0.8 } },
      clear: {
        ...{ type: 'score', score: 1, confidence: 0.5, probabilities: { 0: 0.25, 1: 0.5, 2: 0.25 } },
        legend: { 0: 'muddled', 1: 'clear', 2: 'crisp' },
      },
    },
    usage: { total_input_tokens: 4 + 4 + 3 + 3, total_output_tokens: 0 },
  });
});

it('is never surer than 99 in 100 of yes or no, and decides the same each time', async () => {
  emulator.state.decisions.decide = () => [1, 0];
  expect((await decide({ polite: YES_NO })).at('answers.polite.noul')).toBe(0.99);
  const other = await startEmulator();
  const ask = (): Promise<Answer> =>
    send(other, '/v1beta/decisions', { body: { model: MODEL, input: 'x', questions: { tone: CHOICE } } });
  expect((await ask()).body).toEqual((await ask()).body);
  await other.close();
});

it('takes blocks of text, and answers nothing where the input is blocked', async () => {
  let seen = '';
  emulator.state.decisions.decide = ({ input }) => [(seen = input).length, 1];
  const input = [
    { type: 'text', text: 'one' },
    { type: 'text', text: 'two' },
  ];
  await decide({ polite: { ...YES_NO, instructions: [{ type: 'text', text: 'Is it?' }] } }, { input });
  expect(seen).toBe('one\ntwo');
  emulator.state.decisions.blocks = (text) => (text.includes('morning') ? 'PROHIBITED_CONTENT' : null);
  const { body, at } = await decide({ polite: YES_NO });
  expect(at('prompt_feedback.block_reason')).toBe('PROHIBITED_CONTENT');
  expect(body).not.toHaveProperty('answers');
});

const options = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, n) => [`o${n}`, '']));
const REFUSED: readonly (readonly [string, unknown, object])[] = [
  ['no question', {}, {}],
  ['1,001 questions', Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`q${n}`, YES_NO])), {}],
  ['an empty input', { q: YES_NO }, { input: '' }],
  ['an input of an unknown kind', { q: YES_NO }, { input: [{ type: 'smell', text: 'x' }] }],
  ['a longer input than is allowed', { q: YES_NO }, { input: 'x'.repeat(4 * 262_145) }],
  ['an unknown member', { q: YES_NO }, { temperature: 0 }],
  ['an unknown member of a question', { q: { ...YES_NO, threshold: 1 } }, {}],
  ['an unknown kind of question', { q: { ...YES_NO, type: 'bool' } }, {}],
  ['no instructions', { q: { type: 'noul' } }, {}],
  ['instructions that are no text', { q: { ...YES_NO, instructions: [{ type: 'image', data: '' }] } }, {}],
  ['criteria of another kind', { q: { ...YES_NO, criteria: { yes: 'x' } } }, {}],
  ['one option', { q: { ...CHOICE, criteria: options(1) } }, {}],
  ['256 options', { q: { ...CHOICE, criteria: options(256) } }, {}],
  ['an option with white space at its end', { q: { ...CHOICE, criteria: { 'a ': '', b: '' } } }, {}],
  ['an option with a line break', { q: { ...CHOICE, criteria: { 'a\nb': '', b: '' } } }, {}],
  ['one level', { q: { ...SCORE, criteria: ['only'] } }, {}],
  ['an empty level', { q: { ...SCORE, criteria: ['low', ' '] } }, {}],
];

describe('a request', () => {
  it.each(REFUSED)('with %s is refused', async (_, questions, more) => {
    const { status, at } = await decide(questions, more);
    expect([status, at('error.status')]).toEqual([400, 'INVALID_ARGUMENT']);
  });

  it('with the most that is allowed is answered', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`q${n}`, YES_NO]));
    expect((await decide(many)).status).toBe(200);
    expect((await decide({ q: { ...CHOICE, criteria: options(255) } })).status).toBe(200);
  });

  it('to another model, another version or another service finds nothing, and wants the key', async () => {
    expect((await decide({ q: YES_NO }, { model: 'models/gemini-3.5-flash' })).status).toBe(404);
    const body = { model: MODEL, input: 'x', questions: { q: YES_NO } };
    expect((await send(emulator, '/v1/decisions', { body })).status).toBe(404);
    const host = 'us-central1-aiplatform.googleapis.com';
    expect((await send(emulator, '/v1beta/decisions', { body, host })).status).toBe(404);
    const headers = { 'content-type': 'application/json', 'x-goog-api-key': 'wrong' };
    expect((await send(emulator, '/v1beta/decisions', { body, headers })).at('error.message')).toMatch(/not valid/);
  });

  it('beyond the free tier waits for the next minute', async () => {
    emulator.state.decisions.freeTier = true;
    for (let sent = 0; sent < 200; sent++) expect((await decide({ q: YES_NO })).status).toBe(200);
    const { status, text } = await decide({ q: YES_NO });
    expect(status).toBe(429);
    expect(text).toMatch(/PerMinute[^]*RetryInfo/);
    emulator.clock.advance(61_000);
    expect((await decide({ q: YES_NO })).status).toBe(200);
    expect((await decide({ q: YES_NO }, { input: 'x'.repeat(200_000) })).status).toBe(429);
  });

  it('meets faults, and is answered to scripts of any origin', async () => {
    emulator.faults.next({ path: /decisions$/ }, { kind: 'unavailable' });
    expect((await decide({ q: YES_NO })).status).toBe(503);
    const origin = 'https://page.example';
    const url = `${emulator.originOf('generativelanguage.googleapis.com')}/v1beta/decisions`;
    const preflight = (headers: string): Promise<Response> =>
      fetch(url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': headers },
      });
    expect((await preflight('content-type,x-goog-api-key')).headers.get('access-control-allow-origin')).toBe(origin);
    expect((await preflight('x-server-timeout')).status).toBe(403);
  });
});
