import { shellWord } from '../text/shell.ts';
import { identifier, isJson, type Sidecar } from './sidecar.ts';

/** The service's longest display name, in characters. Source: its TunedModel reference. */
const NAME_LENGTH = 40;

export default {
  id: 'gemini-api-curl',
  title: 'Gemini API tuned model: curl',
  summary:
    'Wraps the rows with jq and asks the Gemini API for a tuned model, with your key from a variable. Ask for its list of models first: none of them can be tuned with a key now.',
  fits: (context) => isJson(context) && context.format === 'gemini-api',
  fileName: () => 'tuned-model.sh',
  write({ dataset, fileName, fileType }) {
    const name = JSON.stringify(identifier(dataset).slice(0, NAME_LENGTH));
    const rows = fileType === 'json' ? '.' : 'inputs';
    const examples = fileType === 'json' ? rows : `[${rows}]`;
    const task = `{hyperparameters:{epochCount:5},trainingData:{examples:{examples:${examples}}}}`;
    const body = `{displayName:${name},baseModel:("models/"+$ENV.BASE_MODEL),tuningTask:${task}}`;
    return [
      '# Set these first. BASE_MODEL: one whose supportedGenerationMethods have createTunedModel.',
      ': "${GEMINI_API_KEY:?}" "${BASE_MODEL:?}"',
      'export BASE_MODEL',
      '',
      `jq -c ${fileType === 'json' ? '' : '-n '}${shellWord(body)} ${shellWord(fileName)} |`,
      `  curl --fail-with-body -X POST -H "x-goog-api-key: $GEMINI_API_KEY" -H 'Content-Type: application/json' \\`,
      '  --data-binary @- "https://generativelanguage.googleapis.com/v1beta/tunedModels"',
      '',
    ].join('\n');
  },
} satisfies Sidecar;
