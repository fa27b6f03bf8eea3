/** Ids of targets by what they have in common. */
export const GEMINI_API = ['gemini-api-sft'];
export const SFT = ['agent-platform-sft', 'few-shot-pack'];
export const PREFERENCE = ['agent-platform-preference'];
/** Those whose lines are turns with parts. */
export const TURNS = [...SFT, ...PREFERENCE];
/** Those that read their files from a bucket. */
export const AGENT_PLATFORM = ['agent-platform-sft', ...PREFERENCE];
export const TUNING = [...GEMINI_API, ...AGENT_PLATFORM];
export const ALL = [...GEMINI_API, ...TURNS];
