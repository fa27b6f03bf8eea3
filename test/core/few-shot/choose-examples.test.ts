import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import {
  chooseExamples,
  NEAR_DISTANCE,
  SAMPLE_SIZE,
  type Candidate,
} from '../../../src/core/few-shot/choose-examples.ts';
import { distance } from '../../../src/core/few-shot/shingles.ts';
import { sketchTexts } from '../../../src/core/few-shot/sketch-texts.ts';
import { describeShared } from '../../support/real-files.ts';

const word = fc.constantFrom('cut', 'gem', 'opal', 'ruby', 'ring', 'stone', 'blue', 'red', '宝', '石');
const candidates = fc
  .array(
    fc.record({
      words: fc.array(word, { maxLength: 6 }),
      label: fc.option(fc.constantFrom('good', 'bad', 'odd'), { nil: undefined }),
      tokens: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 40 },
  )
  .map((rows) =>
    rows.map(({ words, label, tokens }, index): Candidate => ({
      position: index * 3,
      input: words.join(' '),
      output: `answer ${words.length}`,
      tokens,
      ...(label !== undefined && { label }),
    })),
  );
const limits = fc.record({ count: fc.nat(12), tokens: fc.nat(120), seed: fc.integer() });

function pick(all: readonly Candidate[], positions: readonly number[]): Candidate[] {
  return positions.map((position) => all.find((each) => each.position === position)!);
}

/** How far two candidates lie apart, among all that there are. */
function distances(all: readonly Candidate[]): (one: Candidate, other: Candidate) => number {
  const sketches = sketchTexts(all.map(({ input, output }) => (input === '' ? output : input)));
  const sketchOf = new Map(all.map(({ position }, index) => [position, sketches[index]!]));
  return (one, other) => distance(sketchOf.get(one.position)!, sketchOf.get(other.position)!);
}

describe('chosen examples', () => {
  it('keep within count and tokens, none twice', () => {
    fc.assert(
      fc.property(candidates, limits, (all, limit) => {
        const { positions, tokens, seen, compared } = chooseExamples(all, limit);
        expect(positions.length).toBeLessThanOrEqual(limit.count);
        expect(new Set(positions).size).toBe(positions.length);
        expect(tokens).toBe(pick(all, positions).reduce((sum, each) => sum + each.tokens, 0));
        expect(tokens).toBeLessThanOrEqual(limit.tokens);
        expect([seen, compared]).toEqual([all.length, all.length]);
      }),
    );
  });

  it('are never near-duplicates of one another', () => {
    fc.assert(
      fc.property(candidates, limits, (all, limit) => {
        const apart = distances(all);
        const chosen = pick(all, chooseExamples(all, limit).positions);
        for (const [index, one] of chosen.entries()) {
          for (const other of chosen.slice(index + 1)) expect(apart(one, other)).toBeGreaterThanOrEqual(NEAR_DISTANCE);
        }
      }),
    );
  });

  it('are the same for the same seed', () => {
    fc.assert(
      fc.property(candidates, limits, (all, limit) => {
        expect(chooseExamples(all, limit)).toEqual(chooseExamples(all, limit));
      }),
    );
  });

  it('stop for the reason that is told: nothing that is left could be added', () => {
    fc.assert(
      fc.property(candidates, limits, (all, limit) => {
        const { positions, tokens, stopped } = chooseExamples(all, limit);
        const chosen = pick(all, positions);
        const left = all.filter(({ position }) => !positions.includes(position));
        const apart = distances(all);
        const isNear = (each: Candidate): boolean => chosen.some((one) => apart(one, each) < NEAR_DISTANCE);
        const isTooLong = (each: Candidate): boolean => tokens + each.tokens > limit.tokens;
        if (stopped === 'count') expect(positions).toHaveLength(limit.count);
        else expect(left.every((each) => isNear(each) || isTooLong(each))).toBe(true);
        if (stopped === 'all-taken') expect(left).toEqual([]);
        if (stopped === 'near-duplicates') expect(left.some(isNear)).toBe(true);
        if (stopped === 'tokens') expect(left.some(isTooLong)).toBe(true);
      }),
    );
  });

  it('are as many as asked for, though all have one long template', () => {
    const template = 'Here is what you know of the shop and its stones. '.repeat(20);
    const all = Array.from({ length: 60 }, (_, index): Candidate => {
      return { position: index, input: `${template} thing${index} place${index * 7}`, output: 'x', tokens: 5 };
    });
    expect(chooseExamples(all, { count: 20, tokens: 1000, seed: 4 }).positions).toHaveLength(20);
  });

  it('come from all labels in turn', () => {
    const all = Array.from({ length: 300 }, (_, index): Candidate => {
      const label = index % 100 === 0 ? 'rare' : index % 3 === 0 ? 'some' : 'most';
      return { position: index, input: `only ${index} here${index}`, output: label, label, tokens: 5 };
    });
    const labels = pick(all, chooseExamples(all, { count: 8, tokens: 1000, seed: 4 }).positions).map(
      ({ label }) => label,
    );
    expect(labels.slice(0, 3).sort()).toEqual(['most', 'rare', 'some']);
    expect(labels.filter((label) => label === 'rare')).toHaveLength(3);
    expect(labels.filter((label) => label === 'most').length).toBeGreaterThanOrEqual(2);
  });

  it('pass over rows without an output, and say how many', () => {
    const all: Candidate[] = [
      { position: 0, input: 'a', output: '  ', tokens: 1 },
      { position: 1, input: 'b', output: 'c', tokens: 1 },
    ];
    const chosen = chooseExamples(all, { count: 5, tokens: 10, seed: 1 });
    expect(chosen).toEqual({ seen: 2, compared: 1, withoutOutput: 1, positions: [1], tokens: 1, stopped: 'all-taken' });
  });

  it('are chosen from a hundred thousand rows, by a sample whose size is told', () => {
    const all = Array.from({ length: 100_000 }, (_, index): Candidate => {
      const input = `row ${index} is about thing ${index % 977} and place ${index % 1009} in the year ${index % 83}`;
      return { position: index, input, output: 'x', tokens: 20, label: index === 99_999 ? 'rare' : 'common' };
    });
    const { seen, compared, positions } = chooseExamples(all, { count: 32, tokens: 10_000, seed: 9 });
    expect([seen, compared, positions.length]).toEqual([100_000, SAMPLE_SIZE, 32]);
    expect(positions).toContain(99_999);
  });
});

/** The distance of the two that are most alike. */
function closest(examples: readonly Candidate[]): number {
  const apart = distances(examples);
  return Math.min(...examples.flatMap((one, index) => examples.slice(index + 1).map((other) => apart(one, other))));
}

describeShared('sms-spam', (files) => {
  it('finds examples of both classes among real messages, unlike each other', () => {
    const text = new TextDecoder('windows-1252').decode(files.bytes('spam.csv'));
    const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
    const all = data.slice(1).map(([label = '', input = ''], position): Candidate => {
      return { position, input, output: label, label, tokens: Math.ceil(input.length / 4) + 3 };
    });
    const { positions, tokens, stopped } = chooseExamples(all, { count: 16, tokens: 1500, seed: 1 });
    const chosen = pick(all, positions);
    expect(stopped).toBe('count');
    expect(tokens).toBeLessThanOrEqual(1500);
    expect(chosen.filter(({ label }) => label === 'spam')).toHaveLength(8);
    expect(closest(chosen)).toBeGreaterThan(closest(all.slice(0, 16)));
  });
});
