import { javascriptLiteral } from './parts/literal.ts';
import { localFile } from '../text/shell.ts';
import type { Snippet, SnippetJob } from './snippet.ts';

export default {
  id: 'javascript',
  title: 'JavaScript',
  fileName: 'tuning-job.mjs',
  write({ service, request, files }) {
    const usesGcloud = service === 'agent-platform' || files.length > 0;
    const uploads = files.map(
      ({ name, uri }) => `execFileSync('gcloud', ${argumentsOf(name, uri)}, { stdio: 'inherit' });`,
    );
    return [
      '// Node 20 or later. fetch, not @google/genai: that drops the examples of the Gemini API, and pays twice on a retry.',
      ...(usesGcloud ? ["import { execFileSync } from 'node:child_process';"] : []),
      '',
      ...uploads,
      ...SECRET[service],
      `const response = await fetch(${JSON.stringify(request.url)}, {`,
      `  method: ${JSON.stringify(request.method)},`,
      `  headers: { 'Content-Type': 'application/json', ${HEADER[service]} },`,
      `  body: JSON.stringify(${javascriptLiteral(request.body, '  ')}),`,
      '});',
      'console.log(response.status, await response.text());',
      '',
    ].join('\n');
  },
} satisfies Snippet;

function argumentsOf(name: string, uri: string): string {
  return JSON.stringify(['storage', 'cp', '--if-generation-match=0', localFile(name), uri]);
}

const SECRET: Readonly<Record<SnippetJob['service'], readonly string[]>> = {
  'gemini-api': ['const key = process.env.GEMINI_API_KEY;', "if (!key) throw new Error('Set GEMINI_API_KEY first.');"],
  'agent-platform': [
    "const token = execFileSync('gcloud', ['auth', 'print-access-token'], { encoding: 'utf8' }).trim();",
  ],
};

const HEADER: Readonly<Record<SnippetJob['service'], string>> = {
  'gemini-api': "'x-goog-api-key': key",
  'agent-platform': 'Authorization: `Bearer ${token}`',
};
