import { describe, expect, it } from 'vitest';
import { refusal } from '../../../src/core/conversion/refusal.ts';
import { ShapeError } from '../../../src/core/formats/format.ts';
import type { Path } from '../../../src/core/row/edit.ts';

describe('a refusal', () => {
  it.each<[Path, string, string, string | undefined]>([
    [
      ['conversations', 3, 'from'],
      'is "troll": no role that is known',
      'T: conversations[].from is …: no role that is known',
      'T: conversations[3].from is "troll": no role that is known',
    ],
    [['output'], 'is a list, not a text', 'T: output is a list, not a text', undefined],
    [[], 'the row has 3 instances', 'T: the row has n instances', 'T: the row has 3 instances'],
    [[], 'T has no place for tools', 'T has no place for tools', undefined],
    [
      [],
      'a part that Gemini does not know: {"port":{"a":1},"b":"c',
      'T: a part that Gemini does not know: …',
      'T: a part that Gemini does not know: {"port":{"a":1},"b":"c',
    ],
  ])('at %j, %j: the reason is %j', (path, words, reason, detail) => {
    const made = refusal({ title: 'T' }, new ShapeError(path, words));
    expect([made.reason, made.detail]).toEqual([reason, detail]);
  });

  it('has a detail that fits on a line', () => {
    const { detail = '' } = refusal({ title: 'T' }, new ShapeError([], `is "${'x'.repeat(1000)}"`));
    expect(detail.length).toBeLessThan(210);
  });
});
