/** Google's reasons for no answer, or for half of one, as its reference of `FinishReason` and `BlockReason` explains them. */
const REASONS: Readonly<Record<string, string>> = {
  MAX_TOKENS: 'it reached the longest answer allowed. Raise “Longest answer”, or lower the thinking budget',
  SAFETY: 'Google’s safety filters stopped it',
  RECITATION: 'it was too close to a text that exists',
  LANGUAGE: 'the model doesn’t know this language',
  BLOCKLIST: 'it has a word that Google forbids',
  PROHIBITED_CONTENT: 'Google forbids what it is about',
  SPII: 'it may have personal details that must be protected',
  MALFORMED_FUNCTION_CALL: 'the model wrote a tool call that can’t be read',
  OTHER: 'Google gives no reason',
};

/** A reason in plain words, with Google's own word for it: "Google’s safety filters stopped it (SAFETY)." */
export function reasonWords(reason: string): string {
  const words = REASONS[reason];
  return words === undefined ? `${reason}.` : `${words} (${reason}).`;
}
