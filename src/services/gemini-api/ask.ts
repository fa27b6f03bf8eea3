import type { JsonObject } from '../../core/json.ts';
import type { GoogleClient } from '../google-client.ts';
import type { GoogleRequest } from '../google-request.ts';
import { textOf } from '../member.ts';

export type Question = Pick<GoogleRequest, 'path' | 'purpose' | 'body' | 'signal' | 'timeoutMs'> & {
  readonly method?: GoogleRequest['method'];
  /** Where operations live; all else is in `v1beta`. */
  readonly version?: 'v1' | 'v1beta';
};

/** The Gemini API's request of a question: its path is below the version. Only what reads may be asked twice. */
function requestOf({ method = 'GET', version = 'v1beta', path, ...rest }: Question): GoogleRequest {
  const host = 'generativelanguage.googleapis.com';
  return { host, method, path: `/${version}/${path}`, repeatable: method === 'GET', ...rest };
}

export async function ask(client: GoogleClient, question: Question): Promise<JsonObject> {
  return (await client.send(requestOf(question))).body;
}

/** Asks for a thing that has a name: an answer without one is none. */
export async function askNamed(client: GoogleClient, question: Question): Promise<JsonObject> {
  const request = requestOf(question);
  const { body, status } = await client.send(request);
  if (textOf(body, 'name') === null) throw client.errorFor(request, status, JSON.stringify(body));
  return body;
}
