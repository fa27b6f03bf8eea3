import type { MediaPlace } from './changes/refuse-media.ts';

const PLATFORM = ['agent-platform-sft', 'agent-platform-preference', 'agent-platform-reinforcement'];

/**
 * What trainers refuse though the shape could hold it. Agent Platform: two turns of one role in a row (it answers
 * `consecutive_turns`), and any part of an answer but text and calls. LLaMA-Factory reads ShareGPT by odd and even turns.
 */
const ALTERNATING: ReadonlySet<string> = new Set([...PLATFORM, 'sharegpt']);
const WITHOUT_THOUGHTS: ReadonlySet<string> = new Set(PLATFORM);
/** OpenAI's old files, Together and TRL read a prompt and a completion, and pass over or refuse a system text beside them. */
const WITHOUT_SYSTEM: ReadonlySet<string> = new Set(['prompt-completion']);
/** LLaMA-Factory takes a system prompt at the top only. */
const SYSTEM_ON_TOP: ReadonlySet<string> = new Set(['sharegpt']);
/** Agent Platform reads media from a bucket; preferences are over text alone. */
const MEDIA: Readonly<Record<string, MediaPlace>> = {
  'agent-platform-sft': 'bucket',
  'agent-platform-preference': 'nowhere',
  'agent-platform-reinforcement': 'bucket',
};
/** In ShareGPT a call is a turn of its own, and so is the answer of a tool. */
const CALLS_APART: ReadonlySet<string> = new Set(['sharegpt']);
/** The services take an empty text for a missing one. */
const NEVER_EMPTY: ReadonlySet<string> = new Set(['gemini-api', ...PLATFORM]);

export function wantsAlternatingTurns(format: string): boolean {
  return ALTERNATING.has(format);
}

export function refusesThoughts(format: string): boolean {
  return WITHOUT_THOUGHTS.has(format);
}

export function refusesEmptyTurns(format: string): boolean {
  return NEVER_EMPTY.has(format);
}

/** The services learn every answer of the model, and know no weights. */
export function learnsEveryAnswer(format: string): boolean {
  return NEVER_EMPTY.has(format);
}

export function ignoresSystem(format: string): boolean {
  return WITHOUT_SYSTEM.has(format);
}

export function wantsSystemOnTop(format: string): boolean {
  return SYSTEM_ON_TOP.has(format);
}

export function mediaPlace(format: string): MediaPlace {
  return MEDIA[format] ?? 'anywhere';
}

export function wantsCallsApart(format: string): boolean {
  return CALLS_APART.has(format);
}
