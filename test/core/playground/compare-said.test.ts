import { describe, expect, it } from 'vitest';
import { compareSaid, type Said, saidBy } from '../../../src/core/playground/compare-said.ts';

const text = (words: string): Said => ({ text: words, calls: [] });
const call = (name: string, args: object, words = ''): Said =>
  saidBy({ text: words, other: [JSON.stringify({ functionCall: { name, args }, thoughtSignature: 'x' })] });

describe('an answer that calls a function', () => {
  const expected = call('get_weather', { city: 'Paris', unit: 'C' });

  it('is equal where it calls the same with the same arguments, in any order', () => {
    expect(compareSaid(expected, call('get_weather', { unit: 'C', city: 'Paris' }))).toEqual({ kind: 'equal' });
    expect(compareSaid(expected, call('get_weather', { city: 'Paris', unit: 'C' }, 'Let me look.'))).toEqual({
      kind: 'equal',
    });
  });

  it.each([
    ['another city', call('get_weather', { city: 'Rome', unit: 'C' }), 'city is "Rome" instead of "Paris"'],
    ['no unit', call('get_weather', { city: 'Paris' }), 'unit is missing'],
    ['more', call('get_weather', { city: 'Paris', unit: 'C', day: 1 }), 'day is 1, and was not expected'],
    ['a number as text', call('get_weather', { city: 'Paris', unit: 1 }), 'unit is 1 instead of "C"'],
  ])('is different with %s', (_, answer, why) => {
    expect(compareSaid(expected, answer)).toEqual({
      kind: 'different',
      why: [`It calls get_weather with other arguments: ${why}.`],
    });
  });

  it('is different where it calls another, none, or one too many', () => {
    expect(compareSaid(expected, call('get_time', { city: 'Paris' }))).toEqual({
      kind: 'different',
      why: ['It doesn’t call get_weather.', 'It calls get_time, which was not expected.'],
    });
    expect(compareSaid(expected, text(''))).toEqual({ kind: 'different', why: ['It doesn’t call get_weather.'] });
    const twice = { text: '', calls: [...expected.calls, ...expected.calls] };
    expect(compareSaid(expected, twice)).toMatchObject({ kind: 'different' });
    expect(compareSaid(twice, twice)).toEqual({ kind: 'equal' });
  });

  it('is different where words were expected', () => {
    expect(compareSaid(text('It rains.'), expected)).toEqual({
      kind: 'different',
      why: ['It calls get_weather, which was not expected.', 'It has no text, and some was expected.'],
    });
  });
});

describe('an answer in words', () => {
  it('is equal but for white space around it', () => {
    expect(compareSaid(text('Drawer 4'), text(' Drawer 4\n'))).toEqual({ kind: 'equal' });
    expect(compareSaid(text('Drawer 4'), text('drawer 4'))).toMatchObject({ kind: 'different' });
  });

  it('is compared by value where both are JSON', () => {
    const value = text('{"a": 1, "b": [1.0, "x"]}');
    expect(compareSaid(value, text('{"b":[1,"x"],"a":1}'))).toEqual({ kind: 'equal-value' });
    expect(compareSaid(value, text('```json\n{"b":[1,"x"],"a":1}\n```'))).toEqual({ kind: 'equal-value' });
    expect(compareSaid(value, text('{"a":1,"b":["x",1]}'))).toMatchObject({ kind: 'different' });
    expect(compareSaid(value, text('{"a":1,"b":[1,"x"]'))).toMatchObject({ kind: 'different' });
    expect(compareSaid(text('1.0'), text('1'))).toMatchObject({ kind: 'different' });
  });
});
