import type { JsonObject } from '../../core/json.ts';
import type { SnippetJob } from '../../core/snippets/snippet.ts';
import { tunedModelIdOf } from '../../core/targets/parts/attempt.ts';
import { withExamples } from '../../services/gemini-api/with-examples.ts';
import type { Connection } from '../../core/tuning/google-connection.ts';
import type { TuneForm } from './tune-form.svelte.ts';

/** What the form would send, for the same job without the program; null where nothing is sent. */
export function snippetJob(form: TuneForm, { project, region, bucket }: Connection): SnippetJob | null {
  const { attempt } = form;
  const text = form.preview(attempt);
  if (text === '') return null;
  // The cast: a target's request is a JSON object.
  const body = JSON.parse(text) as JsonObject;
  if (form.target.service === 'gemini-api') {
    const url = `https://generativelanguage.googleapis.com/v1beta/tunedModels?tunedModelId=${tunedModelIdOf(attempt)}`;
    return { service: 'gemini-api', request: { method: 'POST', url, body }, files: [] };
  }
  const place = `projects/${project || 'PROJECT'}/locations/${region}`;
  const uri = (part: string): string => `gs://${bucket || 'BUCKET'}/lapidary/${attempt}/${part}.jsonl`;
  const sides = form.facts.validationRows > 0 ? ['training', 'validation'] : ['training'];
  return {
    service: 'agent-platform',
    request: { method: 'POST', url: `https://${region}-aiplatform.googleapis.com/v1/${place}/tuningJobs`, body },
    files: sides.map((part) => ({ name: `${part}.jsonl`, uri: uri(part) })),
  };
}

/** The same with its rows inside where they go inside of the request. `training`: the rows as they would be sent. */
export async function withRows(job: SnippetJob, training: Blob): Promise<SnippetJob> {
  if (job.service !== 'gemini-api') return job;
  return { ...job, request: { ...job.request, body: withExamples(job.request.body, await training.text()) } };
}
