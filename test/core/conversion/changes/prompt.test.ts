import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPreamble, fillPrompts } from '../../../../src/core/conversion/changes/prompt.ts';
import { anyExample, text } from '../../../support/example-arbitraries.ts';
import { exampleOf, linesOf, say } from '../say.ts';

describe('the prompt', () => {
  it('gets a preamble in front of the first user turn, once', () => {
    const made = addPreamble(exampleOf('system: S', 'user: A', 'model: B', 'user: C'), 'Read this.');
    expect(linesOf(made)).toEqual(['system: S', 'user: Read this.\n\nA', 'model: B', 'user: C']);
    expect(addPreamble(made, 'Read this.')).toBe(made);
  });

  it('goes into a template, each user turn once, dollars and placeholders in it left alone', () => {
    const made = fillPrompts(exampleOf('user: $& $1', 'model: B', 'user: {{input}}'), 'Q: {{input}}\nA:');
    expect(linesOf(made)).toEqual(['user: Q: $& $1\nA:', 'model: B', 'user: Q: {{input}}\nA:']);
    expect(fillPrompts(made, 'Q: {{input}}\nA:')).toBe(made);
  });

  it('keeps pictures between texts', () => {
    const picture = { kind: 'media', mimeType: 'image/png', uri: 'gs://b/a.png' } as const;
    const [turn] = say('user: Before');
    if (!turn) expect.unreachable();
    const parts = [...turn.parts, picture, { kind: 'text', text: 'after' } as const];
    const made = fillPrompts({ ...exampleOf(), turns: [{ role: 'user', parts }] }, 'See: {{input}}');
    expect(made.turns[0]?.parts.map((part) => (part.kind === 'text' ? part.text : part.kind))).toEqual([
      ...['See: ', 'Before', 'media', 'after'],
    ]);
  });

  it('is changed once: a second time changes nothing', () => {
    fc.assert(
      fc.property(anyExample, text, text, (example, before, after) => {
        const template = `${before}{{input}}${after}`;
        const once = fillPrompts(example, template);
        expect(fillPrompts(once, template)).toBe(once);
        const begun = addPreamble(example, before);
        expect(addPreamble(begun, before)).toBe(begun);
      }),
    );
  });
});
