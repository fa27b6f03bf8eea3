import { describe, expect, it } from 'vitest';
import { withBeside } from '../../../../src/core/conversion/beside/with-beside.ts';
import { cutUnlearned } from '../../../../src/core/conversion/changes/unlearned.ts';
import type { Example } from '../../../../src/core/example/example.ts';
import type { JsonObject } from '../../../../src/core/json.ts';
import { Drop } from '../../../../src/core/recipe/step.ts';
import { exampleOf, linesOf } from '../say.ts';

function beside(rest: JsonObject, ...lines: string[]): Example {
  const example = exampleOf(...lines);
  return { ...example, meta: { ...example.meta, rest: JSON.stringify(rest) } };
}

function partsOf(example: Example | Drop): unknown {
  return example instanceof Drop ? example.reason : example.turns[0]?.parts;
}

describe('a system prompt that a format passes over', () => {
  it.each<[JsonObject, string[]]>([
    [{ system_prompt: 'Be brief.' }, ['system: Be brief.', 'user: Why?']],
    [{ system: [{ text: 'Be brief.' }] }, ['system: Be brief.', 'user: Why?']],
    [{ system_fingerprint: 'x' }, ['user: Why?']],
    [{ systems: 'Be brief.' }, ['user: Why?']],
  ])('%j', (rest, lines) => {
    const made = withBeside(beside(rest, 'user: Why?'), 'pair', false);
    if (made instanceof Drop) expect.unreachable(made.reason);
    expect(linesOf(made)).toEqual(lines);
  });

  it('is not said twice', () => {
    const example = beside({ system: 'Be brief.' }, 'system: Be brief.', 'user: Why?');
    expect(withBeside(example, 'conversation', false)).toBe(example);
  });
});

describe('media beside the turns', () => {
  const RUBY = { kind: 'media', mimeType: 'image/jpeg', uri: '1.jpg' };
  it.each<[string, JsonObject, unknown]>([
    ['<image> Which?', { image: '1.jpg' }, [RUBY, { kind: 'text', text: 'Which?' }]],
    ['Which?\n<image>', { images: ['1.jpg'] }, [{ kind: 'text', text: 'Which?' }, RUBY]],
    ['<image_1>', { images: [{ path: '1.jpg', bytes: null }] }, [RUBY]],
    ['<image>', { images: [{ bytes: 'AA' }] }, [{ kind: 'media', mimeType: 'image/*', data: 'AA' }]],
    ['Which?', { image: '1.jpg' }, [{ kind: 'text', text: 'Which?' }]],
    ['<image>', { images: [] }, [{ kind: 'text', text: '<image>' }]],
    ['<image>', { images: ['1.jpg', '2.jpg'] }, 'the text has more or fewer image placeholders than the row has files'],
    ['<image><image>', { image: '1.jpg' }, 'the text has more or fewer image placeholders than the row has files'],
  ])('goes where the text names it: %j beside %j', (said, rest, parts) => {
    expect(partsOf(withBeside(beside(rest, `user: ${said}`), 'conversation', false))).toEqual(parts);
  });

  it('stays beside where that is asked', () => {
    const example = beside({ image: '1.jpg' }, 'user: <image>');
    expect(withBeside(example, 'conversation', true)).toBe(example);
  });

  it('takes the place of parts without matter', () => {
    const example: Example = {
      ...beside({ images: ['1.jpg'] }),
      turns: [{ role: 'user', parts: [{ kind: 'raw', json: '{"type":"image"}' }] }],
    };
    expect(partsOf(withBeside(example, 'conversation', false))).toEqual([RUBY]);
  });
});

describe('a weight of 0', () => {
  const LINES = ['user: A', 'model: B', 'user: C', 'model: D'];
  const weighted = (...weights: number[]): Example => {
    const example = exampleOf(...LINES);
    return { ...example, turns: example.turns.map((turn, at) => ({ ...turn, weight: weights[at] ?? 1 })) };
  };

  it.each<[readonly number[], number | string]>([
    [[1, 1, 1, 1], 4],
    [[1, 0, 1, 1], 4],
    [[1, 1, 1, 0], 2],
    [[0, 0, 1, 0], 'every answer has the weight 0: there is nothing to learn'],
  ])('%j leaves turns: %j', (weights, left) => {
    const cut = cutUnlearned(weighted(...weights));
    expect(cut instanceof Drop ? cut.reason : cut.turns.length).toBe(left);
  });

  it('of the row is that of all its answers, in a conversation', () => {
    const whole = (kind: 'conversation' | 'pair'): Example | Drop =>
      withBeside(beside({ weight: 0 }, ...LINES), kind, false);
    expect(whole('pair')).toMatchObject({ turns: exampleOf(...LINES).turns });
    const made = whole('conversation');
    expect(made instanceof Drop ? made : cutUnlearned(made)).toBeInstanceOf(Drop);
  });
});
