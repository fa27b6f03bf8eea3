import type { ErrorRule } from './error-rule.ts';

const REGION = 'Choose us-central1 or europe-west4 in Settings.';

/** What the services say to wrong tuning jobs, and to questions to tuned models. */
export const TUNING_RULES: readonly ErrorRule[] = [
  says(
    /Developer instruction is not enabled/,
    'This tuned model takes no system instruction.',
    'Put its words before the first prompt.',
  ),
  says(/Json mode is not enabled/, 'This tuned model has no JSON mode.', 'Ask for JSON in the prompt instead.'),
  says(
    /adapter size is not supported/i,
    'This base model has no such adapter size.',
    'Choose another size, or leave it to the service.',
  ),
  says(
    /The Model name .* is malformed/,
    'A tuned model of the Agent Platform is asked by its endpoint, and this is not an endpoint.',
    'Take the endpoint of the tuned model; the job shows it.',
  ),
  says(
    /request payload size exceeds|Request Entity Too Large/i,
    'The request is larger than the service takes.',
    'Send fewer or shorter examples.',
  ),
  says(
    /(user|model) input token count .* exceeds|exceeds the maximum number of tokens/i,
    'The text is longer than the model reads.',
    'Shorten it, or choose a model that reads more.',
  ),
  {
    fits: ({ canonical, message }) => canonical === 'FAILED_PRECONDITION' && /global/.test(message),
    explain: () => ({ kind: 'precondition', what: 'Gemini can not be tuned in the location "global".', next: REGION }),
  },
  {
    fits: ({ message }) => /^Tuned model tunedModels\/\S+ does not exist/.test(message),
    explain: ({ message }) => ({
      kind: 'not-found',
      what: `There is no tuned model "${/tunedModels\/(\S+) does/.exec(message)?.[1] ?? ''}".`,
      next: 'It was deleted, or belongs to another key. Read the list of models again.',
    }),
  },
  {
    fits: ({ message }) =>
      /is not found for API version|is not supported for (generateContent|createTunedModel)/.test(message),
    explain: ({ message }) => ({
      kind: 'not-found',
      what: `The model "${/models\/([\w.-]+)/.exec(message)?.[1] ?? ''}" is retired, or can not do this. A tuned model dies with its base.`,
      next: 'Choose a model from the list of those that this key can use.',
    }),
  },
];

function says(words: RegExp, what: string, next: string): ErrorRule {
  return { fits: ({ message }) => words.test(message), explain: () => ({ kind: 'invalid', what, next }) };
}
