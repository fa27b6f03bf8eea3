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
  MODEL_ARMOR: 'a Model Armor policy of your project stopped it',
  MISSING_THOUGHT_SIGNATURE: 'a tool call earlier in the prompt lacks its thought signature. Ask without earlier calls',
  UNEXPECTED_TOOL_CALL: 'the model called a tool though none was sent',
  TOO_MANY_TOOL_CALLS: 'the model called too many tools in a row',
  MALFORMED_RESPONSE: 'the answer can’t be read',
  ESCALATION: 'Google held it back for a check of its own',
  PUP_LIMITED_DISABLED: 'Google has limited this account for its use policy',
  IMAGE_SAFETY: 'Google’s safety filters stopped the image',
  IMAGE_PROHIBITED_CONTENT: 'Google forbids what the image is about',
  IMAGE_RECITATION: 'the image was too close to one that exists',
  IMAGE_OTHER: 'no image was made, and Google gives no reason',
  NO_IMAGE: 'an image was asked for and none was made',
  OTHER: 'Google gives no reason',
};

/** A reason in plain words, with Google's own word for it: "Google’s safety filters stopped it (SAFETY)." */
export function reasonWords(reason: string): string {
  const words = REASONS[reason];
  return words === undefined ? `${reason}.` : `${words} (${reason}).`;
}
