import { answer, recall, type Lesson } from './answers.ts';
import { refusesPrefill } from './base-models.ts';
import { json, type Reply } from './call.ts';
import { textOf, tokensOf, tokensOfAll, type Content, type GenerateRequest } from './content.ts';
import { invalid } from './google-error.ts';
import type { Json, JsonObject } from './json.ts';
import { readShots } from './shots.ts';

/** Who answers: a base model has no lessons, a tuned one has its training set. */
export interface Speaker {
  readonly model: string;
  readonly lessons: readonly Lesson[];
  /** How many tokens of the prompt came out of a cache. */
  readonly cached?: number;
  /** What a test has it say; null for what it would say by itself. */
  readonly says?: (prompt: string) => string | null;
}

const SAFETY = ['SEXUALLY_EXPLICIT', 'HATE_SPEECH', 'HARASSMENT', 'DANGEROUS_CONTENT'].map((category) => ({
  category: `HARM_CATEGORY_${category}`,
  probability: 'NEGLIGIBLE',
}));

/** Refuses what both services refuse about a prompt. */
export function checkPrompt({ contents = [], generationConfig }: GenerateRequest): void {
  const field = '* GenerateContentRequest.';
  if (contents.length === 0) throw invalid(`${field}contents: contents is not specified\n`);
  contents.forEach(({ role, parts = [] }, index) => {
    if (!['user', 'model', 'function', undefined].includes(role)) {
      throw invalid('Please use a valid role: user, model.');
    }
    if (parts.length === 0) throw invalid(`${field}contents[${index}].parts: contents.parts must not be empty.\n`);
    const bare = parts.findIndex((part) => Object.keys(part).length === 0);
    if (bare >= 0) {
      throw invalid(
        `${field}contents[${index}].parts[${bare}].data: required oneof field 'data' must have one initialized field\n`,
      );
    }
  });
  const { temperature = 0, maxOutputTokens = 1 } = generationConfig ?? {};
  if (temperature < 0 || temperature > 2) {
    throw invalid(`${field}generation_config.temperature: temperature must be in the range [0.0, 2.0].\n`);
  }
  if (maxOutputTokens < 1)
    throw invalid(`${field}generation_config.max_output_tokens: max_output_tokens must be positive.\n`);
}

/** The newest models go on from nothing that they have said themselves. */
function checkEnd({ contents = [] }: GenerateRequest, { model }: Speaker): void {
  if (contents.at(-1)?.role !== 'model' || !refusesPrefill(model)) return;
  throw invalid('Please ensure that the last content is of role user: this model does not support prefill.');
}

export function generate(request: GenerateRequest, speaker: Speaker): Reply {
  checkEnd(request, speaker);
  const { text, cut } = say(request, speaker);
  return json(describe(request, speaker, text, text, cut ? 'MAX_TOKENS' : 'STOP'));
}

/** A few words per chunk; only the last one tells why it stopped. */
export function stream(request: GenerateRequest, speaker: Speaker, asEvents: boolean): Reply {
  checkEnd(request, speaker);
  const { text, cut } = say(request, speaker);
  const pieces = text.match(/(?:\s*\S+){1,5}\s*|\s+/g) ?? [''];
  const finish = cut ? 'MAX_TOKENS' : 'STOP';
  let said = '';
  const bodies = pieces.map((piece, index) => {
    said += piece;
    return JSON.stringify(describe(request, speaker, piece, said, index === pieces.length - 1 ? finish : undefined));
  });
  if (asEvents) {
    const headers = { 'content-type': 'text/event-stream' };
    return { status: 200, headers, chunks: bodies.map((body) => `data: ${body}\r\n\r\n`) };
  }
  const chunks = bodies.map((body, index) => (index === 0 ? `[${body}` : `,\r\n${body}`));
  return { status: 200, headers: { 'content-type': 'application/json; charset=UTF-8' }, chunks: [...chunks, ']'] };
}

function say(
  { contents = [], systemInstruction, generationConfig }: GenerateRequest,
  { lessons, says = () => null }: Speaker,
): { text: string; cut: boolean } {
  const last = contents.findLastIndex(({ role }) => role !== 'model');
  const asked = textOf(contents[last]);
  const told = [...lessons, ...readShots(textOf(systemInstruction)).lessons, ...readTurns(contents.slice(0, last))];
  // A training set may itself have inputs that look like examples.
  const shots = readShots(asked);
  const said = says(asked) ?? recall(asked, told) ?? answer(shots.question, [...told, ...shots.lessons]);
  const whole = generationConfig?.responseMimeType === 'application/json' ? asJson(said) : said;
  const most = (generationConfig?.maxOutputTokens ?? Infinity) * 4;
  return { text: whole.slice(0, most), cut: whole.length > most };
}

/** Pairs of a user's turn and the model's answer teach like a training set. */
function readTurns(contents: readonly Content[]): Lesson[] {
  return contents.flatMap((content, index) => {
    const next = contents[index + 1];
    const pair = content.role !== 'model' && next?.role === 'model';
    return pair ? [{ input: textOf(content), output: textOf(next) }] : [];
  });
}

function asJson(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify({ answer: text });
  }
}

function describe(
  request: GenerateRequest,
  { model, cached = 0 }: Speaker,
  text: string,
  soFar: string,
  finish?: string,
): Json {
  const { contents = [], systemInstruction } = request;
  const promptTokenCount =
    tokensOfAll(contents) + (systemInstruction === undefined ? 0 : tokensOf(textOf(systemInstruction)));
  const candidatesTokenCount = tokensOf(soFar);
  const usageMetadata: JsonObject = {
    promptTokenCount,
    candidatesTokenCount,
    totalTokenCount: promptTokenCount + candidatesTokenCount,
    ...(cached > 0 && { cachedContentTokenCount: cached }),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: promptTokenCount }],
  };
  const content = { parts: [{ text }], role: 'model' };
  const ending = finish === undefined ? {} : { finishReason: finish, safetyRatings: SAFETY };
  return { candidates: [{ content, ...ending, index: 0 }], usageMetadata, modelVersion: model };
}
