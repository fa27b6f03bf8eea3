import { describe, expect, it } from 'vitest';
import type { Example, Turn } from '../../../src/core/example/example.ts';
import { askedFields, plainPrompt, questionOf } from '../../../src/core/playground/question.ts';

const turn = (role: Turn['role'], text: string): Turn => ({ role, parts: [{ kind: 'text', text }] });
const meta = { format: 'x', rest: '{}' };
const example = (turns: readonly Turn[], more: Partial<Example> = {}): Example => ({ turns, meta, ...more });
const [system, asked, answered] = [turn('system', 'Be brief.'), turn('user', 'Why?'), turn('model', 'So.')];

describe('the question of an example', () => {
  it('is all before its last answer', () => {
    expect(questionOf(example([system, asked, answered]))).toEqual({ turns: [system, asked], expected: 'So.' });
    const again = [asked, answered, turn('user', 'And?'), turn('model', 'Then.')];
    expect(questionOf(example(again))).toEqual({ turns: again.slice(0, 3), expected: 'Then.' });
  });

  it('takes what one says in several turns together, as it is learnt', () => {
    const parted = [asked, turn('user', 'And how?'), answered, turn('model', 'By itself.')];
    expect(questionOf(example(parted))).toEqual({
      turns: [turn('user', 'Why?\n\nAnd how?')],
      expected: 'So.\n\nBy itself.',
    });
  });

  it('is all of it where it has no answer', () => {
    expect(questionOf(example([system, asked]))).toEqual({ turns: [system, asked], expected: null });
  });

  it('expects the class of a text as its answer, but no answer that is labelled bad', () => {
    expect(questionOf(example([system, asked], { label: 'spam' }))).toEqual({
      turns: [system, asked],
      expected: 'spam',
    });
    expect(questionOf(example([asked, answered], { label: true }))).toEqual({ turns: [asked], expected: 'So.' });
    expect(questionOf(example([asked, answered], { label: false }))).toEqual({ turns: [asked], expected: null });
  });

  it('expects the best of several completions', () => {
    const completions = [
      { turns: [turn('model', 'bad')], score: 0 },
      { turns: [turn('model', 'good')], score: 1 },
    ];
    expect(questionOf(example([asked], { completions }))).toEqual({ turns: [asked], expected: 'good' });
  });
});

describe('the question of answers to compare', () => {
  it('is all before the last turn of the best one, which may be a conversation itself', () => {
    const more = [answered, turn('user', 'And how?'), turn('model', 'By itself.')];
    const completions = [
      { turns: more, score: 1 },
      { turns: [turn('model', 'bad')], score: 0 },
    ];
    expect(questionOf(example([system, asked], { completions }))).toEqual({
      turns: [system, asked, answered, turn('user', 'And how?')],
      expected: 'By itself.',
    });
  });

  it('expects nothing of a best one in which the model says nothing', () => {
    const before = [asked, answered, turn('user', 'And?')];
    const completions = [{ turns: [], score: 1 }];
    expect(questionOf(example(before, { completions }))).toEqual({ turns: before, expected: null });
  });
});

describe('a plain prompt', () => {
  it('may come after a greeting of the model, which no line has', () => {
    expect(plainPrompt([turn('model', 'Hello!'), system, asked])).toEqual({ system: 'Be brief.', prompt: 'Why?' });
    expect(plainPrompt([asked, answered, turn('user', 'And?')])).toBeNull();
    expect(plainPrompt([answered])).toBeNull();
  });
});

describe('the fields of a question', () => {
  it('have a prompt of its own where the last turn can be typed', () => {
    expect(askedFields([system, asked])).toEqual({ system: 'Be brief.', before: [], prompt: 'Why?' });
    const before = [asked, answered];
    expect(askedFields([system, ...before, turn('user', 'And?')])).toEqual({
      system: 'Be brief.',
      before,
      prompt: 'And?',
    });
  });

  it('lose nothing of a last turn that can not be typed', () => {
    const result: Turn = { role: 'tool', parts: [{ kind: 'response', name: 'weather', response: 'rain' }] };
    const image: Turn = {
      role: 'user',
      parts: [...asked.parts, { kind: 'media', mimeType: 'image/png', uri: 'gs://b/x' }],
    };
    for (const last of [result, image]) {
      expect(askedFields([system, asked, answered, last])).toEqual({
        system: 'Be brief.',
        before: [asked, answered, last],
        prompt: '',
      });
    }
  });
});

describe('a plain prompt', () => {
  it('is one of the user, with instructions or without', () => {
    expect(plainPrompt([asked])).toEqual({ system: '', prompt: 'Why?' });
    expect(plainPrompt([system, asked])).toEqual({ system: 'Be brief.', prompt: 'Why?' });
  });

  it('is no conversation, and holds nothing but text', () => {
    expect(plainPrompt([])).toBe(null);
    expect(plainPrompt([asked, answered, asked])).toBe(null);
    expect(plainPrompt([answered])).toBe(null);
    expect(plainPrompt([{ role: 'user', parts: [{ kind: 'thought', text: 'Hm.' }] }])).toBe(null);
  });
});
