import type { JsonObject } from '../../core/json.ts';
import type { SnippetJob } from '../../core/snippets/snippet.ts';
import { usesBucket } from '../../core/services/index.ts';
import { requestsOf } from '../../services/requests.ts';
import type { Connection } from '../../core/tuning/google-connection.ts';
import type { TuneForm } from './tune-form.svelte.ts';

/** What the form would send, for the same job without the program; null where nothing is sent. */
export function snippetJob(form: TuneForm, { project, region, bucket }: Connection): SnippetJob | null {
  const { attempt } = form;
  const text = form.preview(attempt);
  if (text === '') return null;
  // The cast: a target's request is a JSON object.
  const body = JSON.parse(text) as JsonObject;
  const { service, method } = form.target;
  if (service === null) return null;
  const url = requestsOf(service).startAddress(attempt, { project, region, method });
  const uri = (part: string): string => `gs://${bucket || 'BUCKET'}/lapidary/${attempt}/${part}.jsonl`;
  const sides = form.facts.validationRows > 0 ? ['training', 'validation'] : ['training'];
  const files = usesBucket(service) ? sides.map((part) => ({ name: `${part}.jsonl`, uri: uri(part) })) : [];
  return { service, request: { method: 'POST', url, body }, files };
}

/** The same with its rows inside where they go inside of the request. `training`: the rows as they would be sent. */
export async function withRows(job: SnippetJob, training: Blob): Promise<SnippetJob> {
  if (usesBucket(job.service)) return job;
  const body = requestsOf(job.service).withRows(job.request.body, await training.text());
  return { ...job, request: { ...job.request, body } };
}
