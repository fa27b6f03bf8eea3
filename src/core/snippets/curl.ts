import { localFile, shellWord } from '../text/shell.ts';
import { serviceOf } from '../services/index.ts';
import type { Snippet } from './snippet.ts';

/** No line of JSON that is written with indents can be this. */
const END = 'END_OF_REQUEST';

export default {
  id: 'curl',
  title: 'curl',
  fileName: 'tuning-job.sh',
  write({ service, request, files }) {
    const { before, header } = serviceOf(service).programs.curl;
    // From its input: a command line would be too long for the examples, and would be shown to others on the machine.
    return [
      ...before,
      ...files.map(
        ({ name, uri }) =>
          `gcloud storage cp --if-generation-match=0 ${shellWord(localFile(name))} ${shellWord(uri)} &&`,
      ),
      `curl --fail-with-body --globoff -X ${shellWord(request.method)} \\`,
      `  -H ${header} -H 'Content-Type: application/json' \\`,
      `  --data-binary @- ${shellWord(request.url)} <<'${END}'`,
      JSON.stringify(request.body, null, 2),
      END,
      '',
    ].join('\n');
  },
} satisfies Snippet;
