import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { snippets } from '../../../src/core/snippets/index.ts';
import type { SnippetJob } from '../../../src/core/snippets/snippet.ts';
import { isThere, SnippetRun } from './run-snippet.ts';

const runs = new SnippetRun();
afterAll(() => runs.dispose());

function write(id: string, job: SnippetJob): string {
  return snippets.find((snippet) => snippet.id === id)!.write(job);
}

const nasty = fc.string({
  unit: fc.constantFrom(
    ...[
      'a',
      ' ',
      "'",
      '"',
      '\\',
      '`',
      '$(touch x)',
      '$HOME',
      '\n',
      '\r',
      '\t',
      '\u2028',
      '語',
      '🙂',
      '#',
      '%',
      '*',
      ';',
      '!',
    ],
    ...['"""', "'''", '${x}', '\\u0041', '</script>', '//', '\u007f', 'END_OF_REQUEST', '\nEND_OF_REQUEST\n'],
  ),
  maxLength: 10,
});
/** What only JSON can hold, not a name of a file. */
const nastier = fc.tuple(nasty, fc.constantFrom('', '\0', '\ud83d', '\u0001')).map((pieces) => pieces.join(''));

const jobs = fc.record({ display: nastier, input: nastier, name: nasty.filter((text) => text !== ''), uri: nasty });

function geminiJob(display: string, input: string): SnippetJob {
  const examples = { examples: [{ textInput: input, output: 'x' }] };
  const tuningTask = { hyperparameters: { epochCount: 5, learningRate: 0.001 }, trainingData: { examples } };
  const body = { displayName: display, baseModel: 'models/m', tuningTask, flags: [true, false, null], empty: {} };
  const url = 'https://generativelanguage.googleapis.com/v1beta/tunedModels?tunedModelId=a';
  return { service: 'gemini-api', request: { method: 'POST', url, body }, files: [] };
}

const PARENT = 'https://us-central1-aiplatform.googleapis.com/v1/projects/my-project/locations/us-central1/tuningJobs';

function platformJob(display: string, name: string, uri: string): SnippetJob {
  const hyperParameters = { epochCount: '3', adapterSize: 'ADAPTER_SIZE_FOUR', learningRateMultiplier: 0.5 };
  const spec = { trainingDatasetUri: uri, validationDatasetUri: 'gs://b/v', hyperParameters };
  const body = {
    baseModel: 'gemini-3.5-flash',
    supervisedTuningSpec: spec,
    tunedModelDisplayName: display,
    labels: { a: 'b' },
  };
  return { service: 'agent-platform', request: { method: 'POST', url: PARENT, body }, files: [{ name, uri }] };
}

function copyOf(name: string, uri: string) {
  return ['storage', 'cp', '--if-generation-match=0', name.startsWith('-') ? `./${name}` : name, uri];
}

/** Each run starts a program or three. */
const FEW = { numRuns: 12 };

describe('the snippets', () => {
  it('are for the three languages', () => {
    expect(snippets.map(({ title }) => title)).toEqual(['JavaScript', 'Python', 'curl']);
  });

  it.each(snippets.map(({ id }) => id))('%s names no secret but by its variable', (id) => {
    const text = write(id, geminiJob('n', 'i'));
    expect(text).toContain('GEMINI_API_KEY');
    expect(write(id, platformJob('n', 'f', 'u'))).not.toContain('GEMINI_API_KEY');
  });
});

describe.skipIf(!isThere('bash'))('the command lines, run by bash', () => {
  it('send the very body with the key', () => {
    const check = ({ display, input }: { display: string; input: string }): void => {
      const job = geminiJob(display, input);
      const [deed, ...more] = runs.run('curl', write('curl', job));
      expect(more).toEqual([]);
      expect(JSON.parse(String(deed?.['input']))).toEqual(job.request.body);
      expect(deed?.['args']).toEqual(expect.arrayContaining(['x-goog-api-key: KEY', job.request.url]));
    };
    fc.assert(fc.property(jobs, check), FEW);
  });

  it('copy the files first, whatever they are called', () => {
    const check = ({ display, name, uri }: { display: string; name: string; uri: string }): void => {
      const job = platformJob(display, name, uri);
      const [copy, deed] = runs.run('curl', write('curl', job));
      expect(copy).toEqual({ command: 'gcloud', args: copyOf(name, uri), input: '' });
      expect(JSON.parse(String(deed?.['input']))).toEqual(job.request.body);
      expect(deed?.['args']).toContain('Authorization: Bearer TOKEN');
    };
    fc.assert(fc.property(jobs, check), FEW);
    check({ display: '', name: '-rf', uri: 'gs://b/t' });
  });
});

describe('the JavaScript, run by Node', () => {
  it('sends the very body', () => {
    const check = ({ display, input }: { display: string; input: string }): void => {
      const job = geminiJob(display, input);
      const [deed] = runs.run('javascript', write('javascript', job));
      expect(deed).toMatchObject({ method: 'POST', url: job.request.url, headers: { 'x-goog-api-key': 'KEY' } });
      expect(deed?.['body']).toBe(JSON.stringify(job.request.body));
    };
    fc.assert(fc.property(jobs, check), FEW);
  });

  it('keeps a member called __proto__', () => {
    const job = platformJob('n', 'f', 'u');
    // A literal of JSON, where it is an ordinary name.
    const body = JSON.parse('{"__proto__":{"a":1}}') as SnippetJob['request']['body'];
    const [copy, deed] = runs.run('javascript', write('javascript', { ...job, request: { ...job.request, body } }));
    expect(copy?.['args']).toEqual(copyOf('f', 'u'));
    expect(deed).toMatchObject({ body: '{"__proto__":{"a":1}}', headers: { Authorization: 'Bearer TOKEN' } });
  });
});

describe.skipIf(!isThere('python3'))('the Python', () => {
  it('sends the very body with requests to the Gemini API', () => {
    const check = ({ display, input }: { display: string; input: string }): void => {
      const job = geminiJob(display, input);
      const [deed] = runs.run('python', write('python', job));
      expect(deed).toEqual({ ...job.request, headers: { 'x-goog-api-key': 'KEY' } });
    };
    fc.assert(fc.property(jobs, check), FEW);
  });

  it('calls the SDK for the Agent Platform', () => {
    const check = ({ display, name, uri }: { display: string; name: string; uri: string }): void => {
      const [copy, deed] = runs.run('python', write('python', platformJob(display, name, uri)));
      expect(copy?.['args']).toEqual(copyOf(name, uri));
      expect(deed).toEqual({
        client: { vertexai: true, project: 'my-project', location: 'us-central1' },
        base_model: 'gemini-3.5-flash',
        training_dataset: { gcs_uri: uri },
        config: {
          ...{ method: 'SUPERVISED_FINE_TUNING', tuned_model_display_name: display, labels: { a: 'b' } },
          ...{ validation_dataset: { gcs_uri: 'gs://b/v' }, epoch_count: 3, adapter_size: 'ADAPTER_SIZE_FOUR' },
          learning_rate_multiplier: 0.5,
        },
      });
    };
    fc.assert(fc.property(jobs, check), FEW);
  });

  it('goes on from a tuned model, and tunes by preference', () => {
    const hyperParameters = { epochCount: 1, beta: 0.1 };
    const body = {
      preTunedModel: { tunedModelName: 'projects/1/locations/us-central1/models/2@1', checkpointId: '3' },
      preferenceOptimizationSpec: { trainingDatasetUri: 'gs://b/t', exportLastCheckpointOnly: true, hyperParameters },
    };
    const request = { method: 'POST', url: PARENT, body };
    expect(runs.run('python', write('python', { service: 'agent-platform', request, files: [] }))).toMatchObject([
      {
        base_model: 'projects/1/locations/us-central1/models/2@1',
        config: {
          ...{ method: 'PREFERENCE_TUNING', export_last_checkpoint_only: true, epoch_count: 1, beta: 0.1 },
          pre_tuned_model_checkpoint_id: '3',
        },
      },
    ]);
  });

  it('sends the body itself where the SDK has no word for a part of it', () => {
    const job = platformJob('n', 'f', 'u');
    const request = { ...job.request, body: { ...job.request.body, serviceAccount: 's' } };
    const [, deed] = runs.run('python', write('python', { ...job, request }));
    expect(deed).toEqual({ ...request, headers: { Authorization: 'Bearer TOKEN' } });
  });
});
