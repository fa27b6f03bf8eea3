import { localFile, shellWord } from '../text/shell.ts';
import type { Snippet, SnippetJob } from './snippet.ts';

/** No line of JSON that is written with indents can be this. */
const END = 'END_OF_REQUEST';

export default {
  id: 'curl',
  title: 'curl',
  fileName: 'tuning-job.sh',
  write({ service, request, files }) {
    // From its input: a command line would be too long for the examples, and would be shown to others on the machine.
    return [
      ...preamble(service),
      ...files.map(
        ({ name, uri }) =>
          `gcloud storage cp --if-generation-match=0 ${shellWord(localFile(name))} ${shellWord(uri)} &&`,
      ),
      `curl --fail-with-body --globoff -X ${shellWord(request.method)} \\`,
      `  -H ${CREDENTIAL[service]} -H 'Content-Type: application/json' \\`,
      `  --data-binary @- ${shellWord(request.url)} <<'${END}'`,
      JSON.stringify(request.body, null, 2),
      END,
      '',
    ].join('\n');
  },
} satisfies Snippet;

const CREDENTIAL: Readonly<Record<SnippetJob['service'], string>> = {
  'gemini-api': '"x-goog-api-key: $GEMINI_API_KEY"',
  'agent-platform': '"Authorization: Bearer $(gcloud auth print-access-token)"',
};

function preamble(service: SnippetJob['service']): readonly string[] {
  if (service === 'agent-platform') return ['# Sign in first: gcloud auth login'];
  return ['# Set GEMINI_API_KEY first.', ': "${GEMINI_API_KEY:?}"'];
}
