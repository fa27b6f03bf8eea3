import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toTranscript } from '../../../../src/core/conversion/changes/transcript.ts';
import type { Example } from '../../../../src/core/example/example.ts';
import { Drop } from '../../../../src/core/recipe/step.ts';
import { anyExample } from '../../../support/example-arbitraries.ts';
import { exampleOf, linesOf, say } from '../say.ts';

const long = exampleOf('system: S', 'user: A', 'model: B', 'user: C', 'model: D');

describe('a transcript', () => {
  it('become one exchange with a transcript, the system prompt above it', () => {
    expect(kept(toTranscript(long))).toEqual(['system: S', 'user: User: A\n\nModel: B\n\nUser: C', 'model: D']);
    const late = exampleOf('user: A', 'model: B', 'system: S', 'user: C', 'model: D');
    expect(kept(toTranscript(late))).toEqual(['user: User: A\n\nModel: B\n\nSystem: S\n\nUser: C', 'model: D']);
  });

  it('refuse a transcript of what can’t be told in words', () => {
    const call = { role: 'model', parts: [{ kind: 'call', name: 'look', args: {} }] } as const;
    const calling = { ...long, turns: [...say('user: A'), call, ...say('user: B', 'model: C')] };
    expect(kept(toTranscript(calling))).toEqual(['dropped: a transcript can’t hold tool calls or media']);
  });

  it('leave their own result as it is', () => {
    fc.assert(
      fc.property(anyExample, (example) => {
        const once = toTranscript(example);
        expect(once instanceof Drop ? once : toTranscript(once)).toBe(once);
      }),
    );
  });
});

function kept(result: Example | Drop): string[] {
  return result instanceof Drop ? [`dropped: ${result.reason}`] : linesOf(result);
}
