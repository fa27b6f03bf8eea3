import { expect, it } from 'vitest';
import { withRows } from '../../../src/state/tune/snippet-job.ts';

it('a saved program of the Gemini API has the rows inside, as they would be sent', async () => {
  const url = 'https://generativelanguage.googleapis.com/v1beta/tunedModels?tunedModelId=lap-a';
  const tuningTask = { hyperparameters: { epochCount: 5, batchSize: 2, learningRate: 0.001 } };
  const body = { displayName: 'n', baseModel: 'models/gemini-1.5-flash-001-tuning', tuningTask };
  const job = { service: 'gemini-api', request: { method: 'POST', url, body }, files: [] } as const;
  const whole = await withRows(job, new Blob(['{"text_input":"1","output":"2"}\n{"textInput":"3","output":"4"}\n']));
  const examples = [
    { textInput: '1', output: '2' },
    { textInput: '3', output: '4' },
  ];
  expect(whole.request.body).toEqual({
    ...body,
    tuningTask: { ...tuningTask, trainingData: { examples: { examples } } },
  });
  const files = [{ name: 'training.jsonl', uri: 'gs://b/t' }];
  const other = { service: 'agent-platform', request: { method: 'POST', url, body: {} }, files } as const;
  expect(await withRows(other, new Blob(['{}']))).toBe(other);
});
