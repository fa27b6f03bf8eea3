/** Ids of targets by what they have in common. */
export const GEMINI_API = ['gemini-api-sft'];
export const SFT = ['agent-platform-sft', 'few-shot-pack'];
export const PREFERENCE = ['agent-platform-preference'];
export const REINFORCEMENT = ['agent-platform-reinforcement'];
/** Those whose turns are a prompt alone. */
export const PROMPTS = [...PREFERENCE, ...REINFORCEMENT];
/** Those whose lines are turns with parts. */
export const TURNS = [...SFT, ...PROMPTS];
/** Those that read their files from a bucket. */
export const AGENT_PLATFORM = ['agent-platform-sft', ...PROMPTS];
export const TUNING = [...GEMINI_API, ...AGENT_PLATFORM];
export const ALL = [...GEMINI_API, ...TURNS];
