/** What the newest models do otherwise when they are asked. Source: Google's changelog of 2026-07-21, by copies read 2026-11-29. */
const FIXED_SAMPLING = /(^|\/)gemini-(3\.[678]-flash|3\.5-flash-lite)(-|$)/;

/** Whether temperature, top P and top K do nothing for a model; it takes a thinking level. `id`: with or without a path. */
export function ignoresSampling(id: string): boolean {
  return FIXED_SAMPLING.test(id);
}

/** Whether a model refuses to go on from words of its own at the end of a prompt. */
export function refusesPrefill(id: string): boolean {
  return FIXED_SAMPLING.test(id);
}

/** How much a model thinks before it answers, from least to most. */
export const THINKING_LEVELS = ['minimal', 'low', 'medium', 'high', 'xhigh'] as const;
export type ThinkingLevel = (typeof THINKING_LEVELS)[number];
