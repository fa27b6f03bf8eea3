import type { JsonObject } from '../../core/json.ts';
import type { Answer, Usage } from '../../core/tuning/generation.ts';
import { numberOf, objectOf, objectsOf, textOf } from '../member.ts';

export const NO_ANSWER: Answer = {
  text: '',
  other: [],
  finishReason: null,
  blockReason: null,
  usage: { promptTokens: null, answerTokens: null, thoughtTokens: null, cachedTokens: null },
  modelVersion: null,
};

/** An answer so far, and what has come of it since. */
export function addResponse(answer: Answer, response: JsonObject): Answer {
  const candidate = objectsOf(response, 'candidates')[0] ?? null;
  const parts = objectsOf(objectOf(candidate, 'content'), 'parts');
  const logProbability = numberOf(candidate, 'avgLogprobs') ?? answer.logProbability;
  return {
    text: answer.text + parts.filter(isAnswerText).map(textMember).join(''),
    other: [...answer.other, ...parts.filter((part) => !isAnswerText(part)).map((part) => JSON.stringify(part))],
    finishReason: textOf(candidate, 'finishReason') ?? answer.finishReason,
    blockReason: textOf(objectOf(response, 'promptFeedback'), 'blockReason') ?? answer.blockReason,
    usage: newerUsage(answer.usage, objectOf(response, 'usageMetadata')),
    modelVersion: textOf(response, 'modelVersion') ?? answer.modelVersion,
    ...(logProbability !== undefined && { logProbability }),
  };
}

/** Thoughts are no part of the answer. */
function isAnswerText(part: JsonObject): boolean {
  return typeof part['text'] === 'string' && part['thought'] !== true;
}

function textMember(part: JsonObject): string {
  return textOf(part, 'text') ?? '';
}

/** Counts grow while an answer streams: the newest holds. */
function newerUsage(usage: Usage, newer: JsonObject | null): Usage {
  return {
    promptTokens: numberOf(newer, 'promptTokenCount') ?? usage.promptTokens,
    answerTokens: numberOf(newer, 'candidatesTokenCount') ?? usage.answerTokens,
    thoughtTokens: numberOf(newer, 'thoughtsTokenCount') ?? usage.thoughtTokens,
    cachedTokens: numberOf(newer, 'cachedContentTokenCount') ?? usage.cachedTokens,
  };
}
