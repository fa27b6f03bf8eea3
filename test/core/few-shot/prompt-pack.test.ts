import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/core/example/example.ts';
import {
  packAsJson,
  packTurns,
  type FewShotPack,
  packStart,
  turnsAfterStart,
} from '../../../src/core/few-shot/prompt-pack.ts';
import { packAsPrompt } from '../../../src/core/few-shot/prompt-text.ts';
import { text } from '../../support/example-arbitraries.ts';

const anyPack = fc.record({
  ...{
    id: text,
    name: text,
    datasetId: text,
    versionId: text,
    digest: text,
    instructions: fc.oneof(fc.constant(''), text),
  },
  baseModel: fc.constant({ service: 'gemini-api', name: 'models/gemini-3.5-flash' } as const),
  examples: fc.array(fc.record({ position: fc.nat(), input: text, output: text }), { maxLength: 5 }),
  ...{ tokens: fc.nat(), seed: fc.nat(), createdAt: fc.nat(), settings: fc.constant({ temperature: 0.2 }) },
  ...{ keep: fc.boolean(), kept: fc.constant(null) },
});

function say(role: Turn['role'], said: string): Turn {
  return { role, parts: [{ kind: 'text', text: said }] };
}

const plain: FewShotPack = {
  ...{ id: 'p', name: 'Spam', datasetId: 'd', versionId: 'v', digest: 'x', tokens: 9, seed: 1, createdAt: 0 },
  baseModel: { service: 'gemini-api', name: 'models/gemini-3.5-flash' },
  instructions: 'Say ham or spam.',
  examples: [{ position: 4, input: 'Win now', output: 'spam' }],
  ...{ settings: {}, keep: false, kept: null },
};

describe('a pack before what is asked', () => {
  it('puts instructions and exchanges first', () => {
    expect(packTurns(plain, [say('user', 'Hello')])).toEqual([
      say('system', 'Say ham or spam.'),
      say('user', 'Win now'),
      say('model', 'spam'),
      say('user', 'Hello'),
    ]);
  });

  it('has one system turn, also where the question brings its own', () => {
    const [system] = packTurns(plain, [say('system', 'Be brief.'), say('user', 'Hello')]);
    expect(system?.parts.map((part) => part.kind === 'text' && part.text)).toEqual(['Say ham or spam.', 'Be brief.']);
    const [same] = packTurns(plain, [say('system', 'Say ham or spam.')]);
    expect(same).toEqual(say('system', 'Say ham or spam.'));
    expect(packTurns({ ...plain, instructions: '', examples: [] }, [say('user', 'x')])).toEqual([say('user', 'x')]);
  });

  it('keeps the asked turns, and takes user and model in turns', () => {
    fc.assert(
      fc.property(anyPack, fc.array(text, { minLength: 1, maxLength: 3 }), (pack, texts) => {
        const asked = texts.map((said) => say('user', said));
        const turns = packTurns(pack, asked).filter(({ role }) => role !== 'system');
        expect(turns.slice(-asked.length)).toEqual(asked);
        const shown = turns.slice(0, -asked.length);
        expect(shown.map(({ role }) => role)).toEqual(pack.examples.flatMap(() => ['user', 'model']));
      }),
    );
  });
});

describe('a pack that its service keeps', () => {
  it('is what stands before every prompt, and what is left says the rest', () => {
    fc.assert(
      fc.property(anyPack, fc.array(text, { minLength: 1, maxLength: 3 }), (pack, texts) => {
        const asked = [say('system', pack.instructions), ...texts.map((said) => say('user', said))];
        const left = turnsAfterStart(pack, asked) ?? [];
        expect([...packStart(pack), ...left]).toEqual(packTurns(pack, left));
        expect(left).toEqual(asked.slice(1));
      }),
    );
  });

  it('does not do for a prompt with instructions of its own', () => {
    expect(turnsAfterStart(plain, [say('system', 'Be brief.'), say('user', 'x')])).toBeNull();
  });
});

describe('a pack as a file', () => {
  it('holds all of it', () => {
    fc.assert(
      fc.property(anyPack, (pack) => {
        expect(JSON.parse(packAsJson(pack))).toEqual({ kind: 'lapidary-few-shot-pack', version: 1, ...pack });
      }),
    );
  });
});

describe('a pack as a prompt', () => {
  it('is a text with a place for the input', () => {
    expect(packAsPrompt(plain)).toBe(
      'Say ham or spam.\n\nInput:\n```\nWin now\n```\nOutput:\n```\nspam\n```\n\nInput:\n```\n{{input}}\n```\nOutput:\n',
    );
  });

  it('lets nobody take a text for the end of its fence', () => {
    const marks = fc.string({ unit: fc.constantFrom('`', 'a', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(marks, marks, (input, output) => {
        const prompt = packAsPrompt({ ...plain, instructions: '', examples: [{ position: 0, input, output }] });
        const fence = /`+/.exec(prompt)?.[0] ?? '';
        const [, first, , second] = prompt.split(`\n${fence}\n`);
        expect([first, second]).toEqual([input, output]);
      }),
    );
  });
});
