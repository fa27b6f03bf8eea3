import type { GoogleHost } from './google-hosts.ts';
import type { GoogleRequest } from './google-request.ts';

/** A longer body is a file of its own: nobody pastes a dataset into a terminal. */
const LONGEST_BODY = 4_000;
/** A session of an upload is opened by its id alone, like by a key. */
const SESSION = /([?&]upload_id=)[^&]+/;

/** The same request for a terminal, its secret replaced by a variable or by the command that gives one. */
export function curlCommand(request: GoogleRequest): string {
  const address = `https://${request.host}${request.path.replace(SESSION, '$1...')}`;
  const lines = [`curl -X ${request.method} ${quoted(address)}`, `-H "${credential(request.host)}"`];
  if (request.body !== undefined) {
    lines.push(`-H ${quoted(`Content-Type: ${request.contentType ?? 'application/json'}`)}`, bodyOf(request.body));
  }
  return lines.join(' \\\n  ');
}

function credential(host: GoogleHost): string {
  if (host === 'generativelanguage.googleapis.com') return 'x-goog-api-key: $GEMINI_API_KEY';
  return 'Authorization: Bearer $(gcloud auth print-access-token)';
}

function bodyOf(body: NonNullable<GoogleRequest['body']>): string {
  if (body instanceof Blob) return '--data-binary @request-body';
  const text = JSON.stringify(body);
  return text.length > LONGEST_BODY ? '--data-binary @request.json' : `-d ${quoted(text)}`;
}

/** As one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
