import { pythonLiteral } from './parts/literal.ts';
import { sdkCall } from './parts/python-sdk.ts';
import { localFile } from '../text/shell.ts';
import type { Snippet, SnippetJob } from './snippet.ts';

export default {
  id: 'python',
  title: 'Python',
  fileName: 'tuning_job.py',
  write(job) {
    const call = job.service === 'agent-platform' ? sdkCall(job.request) : null;
    return [
      ...(call ? ['# pip install google-genai; then: gcloud auth application-default login'] : REST_NOTE[job.service]),
    ]
      .concat(call ? upload(job, call) : upload(job, rest(job)), '')
      .join('\n');
  },
} satisfies Snippet;

const REST_NOTE: Readonly<Record<SnippetJob['service'], readonly string[]>> = {
  'gemini-api': [
    '# pip install requests',
    '# requests, not google-genai: the SDK drops the training examples of a Gemini API job without a word.',
  ],
  'agent-platform': ['# pip install requests; then: gcloud auth login'],
};

function upload({ files, service }: SnippetJob, call: readonly string[]): string[] {
  const usesGcloud = files.length > 0 || (service === 'agent-platform' && call.includes('import requests'));
  const copies = files.map(({ name, uri }) => {
    const words = ['gcloud', 'storage', 'cp', '--if-generation-match=0', localFile(name), uri];
    return `subprocess.run([${words.map((word) => JSON.stringify(word)).join(', ')}], check=True)`;
  });
  const last = call.findLastIndex((line) => /^(import|from) /.test(line));
  return [
    ...(usesGcloud ? ['import subprocess'] : []),
    ...call.slice(0, last + 1),
    '',
    ...copies,
    ...call.slice(last + 1),
  ];
}

function rest({ service, request }: SnippetJob): string[] {
  const header =
    service === 'gemini-api'
      ? '{"x-goog-api-key": os.environ["GEMINI_API_KEY"]}'
      : '{"Authorization": "Bearer " + subprocess.check_output(["gcloud", "auth", "print-access-token"], text=True).strip()}';
  return [
    ...(service === 'gemini-api' ? ['import os'] : []),
    'import requests',
    'response = requests.request(',
    `    ${JSON.stringify(request.method)},`,
    `    ${JSON.stringify(request.url)},`,
    `    headers=${header},`,
    `    json=${pythonLiteral(request.body, '    ')},`,
    ')',
    'print(response.status_code, response.text)',
  ];
}
