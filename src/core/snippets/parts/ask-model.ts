import { shellWord } from '../../text/shell.ts';
import type { JsonObject } from '../../json.ts';
import type { ServiceId } from '../../tuning/model-ref.ts';
import { serviceOf } from '../../services/index.ts';
import { javascriptLiteral, pythonLiteral } from './literal.ts';

/** A request to a model, for programs of one's own. */
export interface AskRequest {
  readonly service: ServiceId;
  /** The whole address, `…:generateContent`. */
  readonly url: string;
  /** The instruction that it was trained with; null where there was none. */
  readonly system: string | null;
  /** What is sent, where it is more than the instruction and the prompt: examples, settings. */
  readonly body?: JsonObject;
}

export interface AskProgram {
  readonly title: string;
  readonly text: string;
}

/** What is where a prompt belongs. */
export const PROMPT = 'Your question';

/** Programs that ask a model: curl, Python and JavaScript, without any library. Secrets are read when they run. */
export function askPrograms(request: AskRequest): readonly AskProgram[] {
  const body = request.body ?? bodyOf(request);
  return [
    { title: 'curl', text: curl(request, body) },
    { title: 'Python', text: python(request, body) },
    { title: 'JavaScript', text: javascript(request, body) },
  ];
}

/** Where tuned models take no system instruction, its words go before the prompt, as in training. */
function bodyOf({ service, system }: AskRequest): JsonObject {
  const turn = (text: string): JsonObject[] => [{ role: 'user', parts: [{ text }] }];
  if (system === null || system === '') return { contents: turn(PROMPT) };
  if (!serviceOf(service).can.instructTuned) return { contents: turn(`${system}\n\n${PROMPT}`) };
  return { systemInstruction: { parts: [{ text: system }] }, contents: turn(PROMPT) };
}

function curl({ service, url }: AskRequest, body: JsonObject): string {
  const { header } = serviceOf(service).programs.curl;
  return [
    `curl --fail-with-body -X POST ${shellWord(url)} \\`,
    `  -H ${header} -H 'Content-Type: application/json' \\`,
    `  -d ${shellWord(JSON.stringify(body))}`,
    '',
  ].join('\n');
}

function python({ service, url }: AskRequest, body: JsonObject): string {
  const { usesGcloud, python: parts } = serviceOf(service).programs;
  return [
    `import json, ${usesGcloud ? 'subprocess' : 'os'}, urllib.request`,
    '',
    `body = ${pythonLiteral(body)}`,
    'request = urllib.request.Request(',
    `    ${JSON.stringify(url)},`,
    '    data=json.dumps(body).encode(),',
    `    headers={${parts.header}, "Content-Type": "application/json"},`,
    ')',
    'with urllib.request.urlopen(request) as response:',
    '    answer = json.load(response)',
    'print(answer["candidates"][0]["content"]["parts"][0]["text"])',
    '',
  ].join('\n');
}

function javascript({ service, url }: AskRequest, body: JsonObject): string {
  const { usesGcloud, javascript: parts } = serviceOf(service).programs;
  return [
    ...(usesGcloud ? ["import { execFileSync } from 'node:child_process';", ''] : []),
    `const body = ${javascriptLiteral(body)};`,
    `const response = await fetch(${JSON.stringify(url)}, {`,
    "  method: 'POST',",
    `  headers: { ${parts.wholeHeader}, 'content-type': 'application/json' },`,
    '  body: JSON.stringify(body),',
    '});',
    'if (!response.ok) throw new Error(await response.text());',
    'const answer = await response.json();',
    'console.log(answer.candidates[0].content.parts[0].text);',
    '',
  ].join('\n');
}
