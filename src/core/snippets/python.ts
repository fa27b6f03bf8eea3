import { pythonLiteral } from './parts/literal.ts';
import { serviceOf } from '../services/index.ts';
import { localFile } from '../text/shell.ts';
import type { Snippet, SnippetJob } from './snippet.ts';

export default {
  id: 'python',
  title: 'Python',
  fileName: 'tuning_job.py',
  write(job) {
    const { sdkCall, before } = serviceOf(job.service).programs.python;
    const call = sdkCall(job.request);
    return [...(call ? ['# pip install google-genai; then: gcloud auth application-default login'] : before)]
      .concat(call ? upload(job, call) : upload(job, rest(job)), '')
      .join('\n');
  },
} satisfies Snippet;

function upload({ files, service }: SnippetJob, call: readonly string[]): string[] {
  const usesGcloud = files.length > 0 || (serviceOf(service).programs.usesGcloud && call.includes('import requests'));
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
  const { usesGcloud, python } = serviceOf(service).programs;
  return [
    ...(usesGcloud ? [] : ['import os']),
    'import requests',
    'response = requests.request(',
    `    ${JSON.stringify(request.method)},`,
    `    ${JSON.stringify(request.url)},`,
    `    headers={${python.header}},`,
    `    json=${pythonLiteral(request.body, '    ')},`,
    ')',
    'print(response.status_code, response.text)',
  ];
}
