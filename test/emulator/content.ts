import type { Read, Shape } from './proto-json.ts';

const PART = {
  text: 'string',
  thought: 'boolean',
  thoughtSignature: 'string',
  inlineData: { mimeType: 'string', data: 'string', displayName: 'string' },
  fileData: { mimeType: 'string', fileUri: 'string', displayName: 'string' },
  functionCall: 'any',
  functionResponse: 'any',
  executableCode: 'any',
  codeExecutionResult: 'any',
  videoMetadata: 'any',
  mediaResolution: 'any',
} as const satisfies Shape;

export const CONTENT = { role: 'string', parts: [PART] } as const satisfies Shape;
export type Content = Read<typeof CONTENT>;

const GENERATION_CONFIG = {
  candidateCount: 'int',
  stopSequences: ['string'],
  maxOutputTokens: 'int',
  temperature: 'number',
  topP: 'number',
  topK: 'number',
  seed: 'int',
  presencePenalty: 'number',
  frequencyPenalty: 'number',
  responseLogprobs: 'boolean',
  logprobs: 'int',
  responseMimeType: 'string',
  responseSchema: 'any',
  responseJsonSchema: 'any',
  responseModalities: ['string'],
  mediaResolution: 'string',
  speechConfig: 'any',
  imageConfig: 'any',
  thinkingConfig: { includeThoughts: 'boolean', thinkingBudget: 'int', thinkingLevel: 'string' },
} as const satisfies Shape;

/** The body of generateContent, common to both services. */
export const GENERATE_REQUEST = {
  model: 'string',
  contents: [CONTENT],
  systemInstruction: CONTENT,
  tools: ['any'],
  toolConfig: 'any',
  safetySettings: [{ category: 'string', threshold: 'string', method: 'string' }],
  generationConfig: GENERATION_CONFIG,
  cachedContent: 'string',
} as const satisfies Shape;
export type GenerateRequest = Read<typeof GENERATE_REQUEST>;

/** Only what is said: media and calls of functions have no text. */
export function textOf(content: Content | undefined): string {
  return (content?.parts ?? []).map(({ text }) => text ?? '').join('');
}

/** The services count about four characters as a token. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

export function tokensOfAll(contents: readonly Content[]): number {
  return contents.reduce((sum, content) => sum + tokensOf(textOf(content)), 0);
}
