import { supports } from './base-models.ts';
import type { Call, Reply } from './call.ts';
import { textOf, type GenerateRequest } from './content.ts';
import { noSuchModel, readPrompt } from './gemini-models.ts';
import { generate } from './generate.ts';
import { GoogleError, invalid } from './google-error.ts';
import { route, type Route } from './route.ts';
import { complete } from './settings.ts';
import { findTunedModel } from './tuned-model.ts';
import { progressOf } from './tuned-progress.ts';

const MOST_INPUT = 40_000;

/** Asking tuned models: no stream, no system instruction, no JSON (E10, gemini-api §3.3). */
export const TUNED_ANSWER_ROUTES: readonly Route[] = ['v1beta', 'v1'].flatMap((version) => [
  route(`POST /${version}/tunedModels/{id}:generateContent`, (call, { id = '' }) => ask(call, id, version)),
  route(`POST /${version}/tunedModels/{id}:streamGenerateContent`, (_call, { id = '' }) => {
    throw noSuchModel(`tunedModels/${id}`, 'streamGenerateContent', version);
  }),
]);

function ask(call: Call, id: string, version: string): Reply {
  const { settings, clock } = call.world;
  const record = findTunedModel(call, id);
  // A tuned model dies with its base, though it is still listed (python-genai #969).
  if (!supports(record.baseModel, 'generateContent', complete(settings).tunable)) {
    throw noSuchModel(record.baseModel, 'generateContent', version);
  }
  const { state } = progressOf(record, clock.now());
  if (state !== 'ACTIVE') {
    throw new GoogleError(
      400,
      'FAILED_PRECONDITION',
      `Tuned model tunedModels/${id} is not active: its state is ${state}.`,
    );
  }
  const request = readPrompt(call);
  checkAbilities(request, id);
  return generate(request, { model: `tunedModels/${id}`, lessons: record.examples });
}

function checkAbilities({ contents = [], systemInstruction, generationConfig }: GenerateRequest, id: string): void {
  if (systemInstruction !== undefined) throw invalid(`Developer instruction is not enabled for tunedModels/${id}`);
  const { responseMimeType, responseSchema, responseJsonSchema } = generationConfig ?? {};
  if (responseMimeType === 'application/json' || responseSchema !== undefined || responseJsonSchema !== undefined) {
    throw invalid(`Json mode is not enabled for tunedModels/${id}`);
  }
  const length = contents.reduce((sum, content) => sum + textOf(content).length, 0);
  if (length > MOST_INPUT) {
    throw invalid(`The input of tunedModels/${id} has ${length} characters; at most ${MOST_INPUT} are allowed.`);
  }
}
