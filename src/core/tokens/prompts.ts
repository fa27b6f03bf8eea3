import type { Example, Part, Turn } from '../example/example.ts';
import type { JsonObject } from '../json.ts';

/** What is put to the service to be counted. */
export interface CountedPrompt {
  readonly turns: readonly Turn[];
  readonly tools?: readonly JsonObject[];
}

/**
 * What to count of an example, so that the sum is what one epoch is billed for: all of it, or, as preference tuning bills,
 * the prompt with each answer. Thoughts are counted like texts, since they are sent.
 */
export function promptsOf({ turns, completions, tools }: Example): readonly CountedPrompt[] {
  const ends = completions && completions.length > 0 ? completions.map((each) => each.turns) : [[]];
  return ends.map((end) => ({ turns: [...turns, ...end].map(withoutThoughts), ...(tools && { tools }) }));
}

function withoutThoughts(turn: Turn): Turn {
  return { ...turn, parts: turn.parts.map(plainPart) };
}

function plainPart(part: Part): Part {
  return part.kind === 'thought' ? { kind: 'text', text: part.text } : part;
}
