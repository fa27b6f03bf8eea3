import type { DecisionRequest } from '../core/judge/decision.ts';
import type { JsonObject } from '../core/json.ts';
import type { ServedModel } from '../core/tuning/model-ref.ts';
import type { GeneratedAnswer } from './generate.ts';
import { NO_ANSWER } from './generate/answer.ts';
import type { GoogleClient } from './google-client.ts';
import type { GoogleRequest } from './google-request.ts';
import { numberOf, objectOf, textOf } from './member.ts';

/**
 * Asks the Decisions API once. The answer's text is the JSON of its answers, by question. A blocked input is an answer without
 * text and with a reason. Throws `ServiceError`. Source: types of @google/genai 3.3.0, whose own client would repeat it.
 */
export async function decide(
  client: GoogleClient,
  { name }: ServedModel,
  decision: DecisionRequest,
): Promise<GeneratedAnswer> {
  const body: JsonObject = { model: name, input: decision.input, questions: decision.questions };
  const request: GoogleRequest = {
    ...{ host: 'generativelanguage.googleapis.com', method: 'POST', path: '/v1beta/decisions' },
    ...{ purpose: 'Ask a judge', body },
  };
  const { body: answer, status } = await client.send(request);
  const answers = objectOf(answer, 'answers');
  const blockReason = textOf(objectOf(answer, 'prompt_feedback'), 'block_reason');
  if (answers === null && blockReason === null) throw client.errorFor(request, status, JSON.stringify(answer));
  const usage = objectOf(answer, 'usage');
  return {
    ...NO_ANSWER,
    text: answers === null ? '' : JSON.stringify(answers),
    finishReason: answers === null ? null : 'STOP',
    blockReason,
    usage: {
      ...NO_ANSWER.usage,
      promptTokens: numberOf(usage, 'total_input_tokens'),
      answerTokens: numberOf(usage, 'total_output_tokens'),
    },
    modelVersion: name,
    notes: [],
  };
}
