import { json, type Call, type Reply } from './call.ts';
import { tokensOf } from './content.ts';
import { quota } from './faults.ts';
import { invalid, notFound } from './google-error.ts';
import { isObject, shortFloat, type Json, type JsonObject } from './json.ts';
import { readMessage } from './proto-json.ts';
import { readQuestion, type DecisionQuestion } from './decision-question.ts';
import { route, type Route } from './route.ts';

const MODEL = 'models/gemini-decision-1';
const REQUEST = { model: 'string', input: 'any', questions: 'any' } as const;
const MOST_TOKENS = 262_144;
const MOST_QUESTIONS = 1_000;
const CONTENT = ['text', 'image', 'audio', 'video', 'document'];
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** What a key may ask for nothing. */
const FREE_TIER = { requestsAMinute: 200, tokensAMinute: 50_000, requestsADay: 10_000 };
const QUOTA = (what: string): string => `${what}PerProjectPerModel-FreeTier`;

/** POST /v1beta/decisions, of the Gemini API alone (gemini-api.md §00, types of @google/genai 3.3.0). */
export const DECISION_ROUTES: readonly Route[] = [route('POST /v1beta/decisions', decide)];

function decide(call: Call): Reply {
  const { model, input, questions } = readMessage(call.body, REQUEST);
  if (model === undefined || model === '') throw invalid('* CreateDecisionRequest.model: model is not specified\n');
  if (model !== MODEL)
    throw notFound(`${model} is not found for API version v1beta, or is not supported for decisions.`);
  const text = readInput(input);
  const asked = readQuestions(questions);
  const tokens = tokensOf(text) + asked.reduce((sum, { instructions }) => sum + tokensOf(instructions), 0);
  if (tokensOf(text) > MOST_TOKENS) {
    throw invalid(
      `The input token count (${tokensOf(text)}) exceeds the maximum number of tokens allowed (${MOST_TOKENS}).`,
    );
  }
  countRequest(call, tokens);
  const usage = usageOf(tokens);
  const blocked = call.world.state.decisions.blocks(text);
  if (blocked !== null) return json({ prompt_feedback: { block_reason: blocked }, usage });
  const answers = asked.map((question) => [question.id, answerTo(call, question, text)] as const);
  return json({ answers: Object.fromEntries(answers), usage });
}

/** The texts of an input, joined. Media is taken and says nothing. */
function readInput(input: Json | undefined): string {
  const contents = typeof input === 'string' ? [{ type: 'text', text: input }] : Array.isArray(input) ? input : [input];
  const texts = contents.map((content: Json | undefined, index) => {
    const type = isObject(content) ? content['type'] : undefined;
    if (!isObject(content) || typeof type !== 'string' || !CONTENT.includes(type)) {
      throw invalid(`Invalid value at 'input[${index}]': one of ${CONTENT.join(', ')} is required.`);
    }
    if (type !== 'text') return '';
    if (typeof content['text'] !== 'string') throw invalid(`Invalid value at 'input[${index}].text' (TYPE_STRING)`);
    return content['text'];
  });
  if (
    texts.length === 0 ||
    (texts.join('') === '' && contents.every((each) => isObject(each) && each['type'] === 'text'))
  )
    throw invalid('* CreateDecisionRequest.input: input is not specified\n');
  return texts.join('\n');
}

function readQuestions(questions: Json | undefined): readonly DecisionQuestion[] {
  const named = isObject(questions) ? Object.entries(questions) : [];
  if (named.length === 0) throw invalid('* CreateDecisionRequest.questions: at least one question is required\n');
  if (named.length > MOST_QUESTIONS) {
    throw invalid(
      `* CreateDecisionRequest.questions: ${named.length} questions, at most ${MOST_QUESTIONS} are allowed\n`,
    );
  }
  return named.map(([id, question]) => readQuestion(id, question));
}

/** Refuses what goes beyond the free tier, where the state says that the key has no other. */
function countRequest({ world: { clock, state } }: Call, tokens: number): void {
  const { decisions } = state;
  const now = clock.now();
  const lately = decisions.sent.filter(({ at }) => at > now - MINUTE_MS);
  const first = lately[0]?.at ?? now;
  if (decisions.freeTier) {
    if (decisions.sent.filter(({ at }) => at > now - DAY_MS).length >= FREE_TIER.requestsADay)
      throw quota(QUOTA('GenerateRequestsPerDay'), DAY_MS);
    if (lately.length >= FREE_TIER.requestsAMinute)
      throw quota(QUOTA('GenerateRequestsPerMinute'), first + MINUTE_MS - now);
    if (lately.reduce((sum, each) => sum + each.tokens, tokens) > FREE_TIER.tokensAMinute)
      throw quota(QUOTA('GenerateContentInputTokensPerModelPerMinute'), first + MINUTE_MS - now);
  }
  decisions.sent.push({ at: now, tokens });
}

function usageOf(tokens: number): JsonObject {
  return {
    total_input_tokens: tokens,
    total_output_tokens: 0,
    total_tokens: tokens,
    input_tokens_by_modality: [{ modality: 'text', tokens }],
  };
}

function answerTo(call: Call, question: DecisionQuestion, input: string): JsonObject {
  const { type, outcomes } = question;
  const weights = call.world.state.decisions.decide({ ...question, input });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = outcomes.map((_, index) => (weights[index] ?? 0) / all);
  if (type === 'noul') {
    const noul = shortFloat(Math.min(0.99, Math.max(0.01, shares[0] ?? 0)));
    return { type, confidence: shortFloat(Math.max(noul, 1 - noul)), noul };
  }
  const likeliest = shares.indexOf(Math.max(...shares));
  const confidence = shortFloat(shares[likeliest] ?? 0);
  const named = (name: (index: number) => string): JsonObject =>
    Object.fromEntries(shares.map((share, index) => [name(index), shortFloat(share)]));
  if (type === 'choice') {
    const probabilities = named((index) => outcomes[index] ?? '');
    return { type, confidence, choice: outcomes[likeliest] ?? '', probabilities };
  }
  const score = shortFloat(shares.reduce((sum, share, level) => sum + level * share, 0));
  const legend = Object.fromEntries(outcomes.map((level, index) => [String(index), level]));
  return { type, confidence, score, probabilities: named(String), legend };
}
