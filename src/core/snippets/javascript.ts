import { javascriptLiteral } from './parts/literal.ts';
import { localFile } from '../text/shell.ts';
import { serviceOf } from '../services/index.ts';
import type { Snippet } from './snippet.ts';

export default {
  id: 'javascript',
  title: 'JavaScript',
  fileName: 'tuning-job.mjs',
  write({ service, request, files }) {
    const { usesGcloud, javascript } = serviceOf(service).programs;
    const uploads = files.map(
      ({ name, uri }) => `execFileSync('gcloud', ${argumentsOf(name, uri)}, { stdio: 'inherit' });`,
    );
    return [
      '// Node 20 or later. fetch, not @google/genai: that drops the examples of the Gemini API, and pays twice on a retry.',
      ...(usesGcloud || files.length > 0 ? ["import { execFileSync } from 'node:child_process';"] : []),
      '',
      ...uploads,
      ...javascript.before,
      `const response = await fetch(${JSON.stringify(request.url)}, {`,
      `  method: ${JSON.stringify(request.method)},`,
      `  headers: { 'Content-Type': 'application/json', ${javascript.header} },`,
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
