import { supports } from '../base-models.ts';
import { json, type Call, type Reply } from '../call.ts';
import { GENERATE_REQUEST, textOf, tokensOf, tokensOfAll, type GenerateRequest } from '../content.ts';
import { checkPrompt, generate, stream, type Speaker } from '../generate.ts';
import { invalid, notFound } from '../google-error.ts';
import { readMessage } from '../proto-json.ts';
import { route, type Route } from '../route.ts';
import { progressOf } from './job-progress.ts';
import { checkPlace, nameOf } from './place.ts';
import { endpointId, servingLocation } from './tuning-job.ts';

const REQUEST = { ...GENERATE_REQUEST, labels: 'map', endpoint: 'string' } as const;
const COUNT_REQUEST = {
  endpoint: 'string',
  model: 'string',
  contents: REQUEST.contents,
  systemInstruction: REQUEST.systemInstruction,
  tools: ['any'],
  generationConfig: REQUEST.generationConfig,
} as const;
const PARENT = 'projects/{project}/locations/{location}';
const PERMISSION = 'aiplatform.endpoints.predict';

type Find = (call: Call, location: string, id: string) => Speaker;

/** Asking publishers' models and endpoints of tuned ones (V6). */
export const ANSWER_ROUTES: readonly Route[] = ['v1', 'v1beta1'].flatMap((version) => [
  ...routesOf(`/${version}/${PARENT}/publishers/google/models/{id}`, findPublished),
  ...routesOf(`/${version}/${PARENT}/endpoints/{id}`, findEndpoint),
  ...routesOf(`/${version}/${PARENT}/models/{id}`, (_call, location, id) => {
    throw invalid(
      `The Model name ${nameOf(location, `models/${id}`)} is malformed. Expected publishers/*/models/* or projects/*/locations/*/endpoints/*.`,
    );
  }),
]);

function routesOf(path: string, find: Find): Route[] {
  const answerBy = (method: string, handle: (call: Call, speaker: Speaker) => Reply): Route =>
    route(`POST ${path}:${method}`, (call, { project = '', location = '', id = '' }) => {
      checkPlace(call, project, location, PERMISSION);
      return handle(call, find(call, location, id));
    });
  return [
    answerBy('generateContent', (call, speaker) => generate(readPrompt(call), speaker)),
    answerBy('streamGenerateContent', (call, speaker) =>
      stream(readPrompt(call), speaker, call.query.get('alt') === 'sse'),
    ),
    answerBy('countTokens', (call) => count(call)),
  ];
}

function readPrompt(call: Call): GenerateRequest {
  const request = readMessage(call.body, REQUEST);
  checkPrompt(request);
  checkRoles(request);
  return request;
}

/** Unlike the Gemini API, this one wants every role said. */
function checkRoles({ contents = [] }: GenerateRequest): void {
  if (contents.some(({ role }) => role === undefined)) throw invalid('Please use a valid role: user, model.');
}

function count(call: Call): Reply {
  const request = readMessage(call.body, COUNT_REQUEST);
  checkPrompt(request);
  checkRoles(request);
  const { contents = [], systemInstruction } = request;
  const totalTokens = tokensOfAll(contents) + tokensOf(textOf(systemInstruction));
  const texts = [...contents, ...(systemInstruction === undefined ? [] : [systemInstruction])].map(textOf);
  // What counts are characters that are no white space.
  const totalBillableCharacters = texts.join('').replace(/\s/g, '').length;
  return json({
    totalTokens,
    totalBillableCharacters,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: totalTokens }],
  });
}

function findPublished(_call: Call, location: string, id: string): Speaker {
  if (supports(`models/${id}`, 'generateContent', false)) return { model: id, lessons: [] };
  const name = nameOf(location, `publishers/google/models/${id}`);
  throw notFound(
    `Publisher Model \`${name}\` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions`,
  );
}

/** A model from 3 on is served in `us` or `eu` alone, wherever its job ran. */
function findEndpoint(call: Call, location: string, id: string): Speaker {
  const { state, clock } = call.world;
  const job = [...state.tuningJobs.values()].find((known) => {
    const checkpoints = known.lastCheckpointOnly ? [0] : Array.from({ length: known.epochs }, (_, index) => index + 1);
    return servingLocation(known) === location && checkpoints.some((epoch) => endpointId(known, epoch) === id);
  });
  if (job === undefined || job.modelDeleted === true || progressOf(job, clock.now()).state !== 'SUCCEEDED') {
    throw notFound(`Endpoint \`${nameOf(location, `endpoints/${id}`)}\` not found.`);
  }
  return { model: job.baseModel, lessons: [...job.learnt, ...job.training.examples] };
}
