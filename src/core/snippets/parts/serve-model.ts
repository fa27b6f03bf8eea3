import type { JsonObject } from '../../json.ts';
import { type ConfidenceKind, REFUSAL_START, REPEATS, type UsualLength } from '../../serving/confidence.ts';
import { services } from '../../services/index.ts';
import type { ServicePrograms } from '../../services/service.ts';
import type { ServiceId } from '../../tuning/model-ref.ts';
import { type AskProgram, askPrograms, PROMPT } from './ask-model.ts';
import { javascriptLiteral, pythonLiteral } from './literal.ts';

/** A model as a program asks it. */
export interface ServedBy {
  readonly service: ServiceId;
  /** The whole address, `…:generateContent`. */
  readonly url: string;
  /** What goes with every prompt: instructions, examples, settings. Its `contents` are before the prompt. */
  readonly start: JsonObject & { readonly contents: readonly JsonObject[] };
  /** What is before the prompt in its own turn; empty for nothing. */
  readonly prefix: string;
}

/** A model with its base behind it. */
export interface ServeRequest {
  readonly model: ServedBy;
  readonly base: ServedBy;
  /** Below it the base is asked. */
  readonly threshold: number;
  readonly kind: ConfidenceKind;
  readonly usual: UsualLength;
}

/** Programs that ask a model with all that goes with a prompt: curl, Python and JavaScript. */
export function plainPrograms({ service, url, start, prefix }: ServedBy): readonly AskProgram[] {
  const turn = { role: 'user', parts: [{ text: `${prefix}${PROMPT}` }] };
  return askPrograms({ service, url, system: null, body: { ...start, contents: [...start.contents, turn] } });
}

/** Programs that answer by a model and ask its base where the model's confidence is low: Python and JavaScript, without libraries. */
export function servePrograms(request: ServeRequest): readonly AskProgram[] {
  return [
    { title: 'Python with fallback', text: python(request) },
    { title: 'JavaScript with fallback', text: javascript(request) },
  ];
}

/** An endless length has no spelling in JSON. */
function lengths({ low, high }: UsualLength): { readonly low: string; readonly high: string } {
  return { low: String(low), high: String(Number.isFinite(high) ? high : 1_000_000_000) };
}

/** How a program finds the secret of whichever service it asks: the last one of all is asked where no other is meant. */
function secretsOf(
  linesOf: (programs: ServicePrograms) => readonly string[],
  onlyFor: (service: ServiceId, lines: readonly string[]) => readonly string[],
): readonly string[] {
  return services.flatMap(({ id, programs }, index) =>
    index === services.length - 1 ? linesOf(programs) : onlyFor(id, linesOf(programs)),
  );
}

function modelOf({ service, url, start, prefix }: ServedBy): JsonObject {
  return { service, url, start, prefix };
}

function python({ model, base, threshold, kind, usual }: ServeRequest): string {
  const { low, high } = lengths(usual);
  const confidence =
    kind === 'log-probability'
      ? ['    return math.exp(min(0.0, candidate.get("avgLogprobs", float("-inf"))))']
      : [
          '    words = [word for word in re.split(r"[ \\t\\n\\r\\f\\v]+", text) if word]',
          '    if not words:',
          '        return 0.0',
          '    signs = [',
          `        re.match(${JSON.stringify(REFUSAL_START)}, text.replace("\\u2019", "'"), re.IGNORECASE) is not None,`,
          '        candidate.get("finishReason") != "STOP",',
          `        not ${low} <= len(words) <= ${high},`,
          `        len(words) >= ${String(REPEATS.words)} and len(set(words)) < ${String(REPEATS.different)} * len(words),`,
          '    ]',
          '    return 1 - sum(signs) / len(signs)',
        ];
  return [
    'import json, math, os, re, subprocess, sys, urllib.request',
    '',
    `MODEL = ${pythonLiteral(modelOf(model))}`,
    `BASE = ${pythonLiteral(modelOf(base))}`,
    `THRESHOLD = ${String(threshold)}`,
    '',
    '',
    'def secret(service):',
    ...secretsOf(
      ({ python }) => python.secret.map((line) => `    ${line}`),
      (id, lines) => [`    if service == "${id}":`, ...lines.map((line) => `    ${line}`)],
    ),
    '',
    '',
    'def ask(model, prompt):',
    '    turn = {"role": "user", "parts": [{"text": model["prefix"] + prompt}]}',
    '    body = {**model["start"], "contents": model["start"]["contents"] + [turn]}',
    '    headers = {**secret(model["service"]), "Content-Type": "application/json"}',
    '    request = urllib.request.Request(model["url"], data=json.dumps(body).encode(), headers=headers)',
    '    with urllib.request.urlopen(request) as response:',
    '        candidate = (json.load(response).get("candidates") or [{}])[0]',
    '    parts = candidate.get("content", {}).get("parts", [])',
    '    return candidate, "".join(part.get("text", "") for part in parts if not part.get("thought"))',
    '',
    '',
    'def confidence(candidate, text):',
    ...confidence,
    '',
    '',
    'def answer(prompt):',
    '    candidate, text = ask(MODEL, prompt)',
    '    return text if confidence(candidate, text) >= THRESHOLD else ask(BASE, prompt)[1]',
    '',
    '',
    `print(answer(sys.argv[1] if len(sys.argv) > 1 else ${JSON.stringify(PROMPT)}))`,
    '',
  ].join('\n');
}

function javascript({ model, base, threshold, kind, usual }: ServeRequest): string {
  const { low, high } = lengths(usual);
  const confidence =
    kind === 'log-probability'
      ? ['  return Math.exp(Math.min(0, candidate.avgLogprobs ?? -Infinity));']
      : [
          '  const words = text.split(/[ \\t\\n\\r\\f\\v]+/).filter((word) => word !== "");',
          '  if (words.length === 0) return 0;',
          '  const signs = [',
          `    new RegExp(${JSON.stringify(REFUSAL_START)}, 'i').test(text.replaceAll('\\u2019', "'")),`,
          "    candidate.finishReason !== 'STOP',",
          `    words.length < ${low} || words.length > ${high},`,
          `    words.length >= ${String(REPEATS.words)} && new Set(words).size < ${String(REPEATS.different)} * words.length,`,
          '  ];',
          '  return 1 - signs.filter(Boolean).length / signs.length;',
        ];
  return [
    "import { execFileSync } from 'node:child_process';",
    '',
    `const MODEL = ${javascriptLiteral(modelOf(model))};`,
    `const BASE = ${javascriptLiteral(modelOf(base))};`,
    `const THRESHOLD = ${String(threshold)};`,
    '',
    'function secret(service) {',
    ...secretsOf(
      ({ javascript: parts }) => parts.secret.map((line) => `  ${line}`),
      (id, lines) => {
        const [only = '', ...more] = lines;
        if (more.length === 0) return [`  if (service === '${id}') ${only.trimStart()}`];
        return [`  if (service === '${id}') {`, ...lines.map((line) => `  ${line}`), '  }'];
      },
    ),
    '}',
    '',
    'async function ask(model, prompt) {',
    "  const turn = { role: 'user', parts: [{ text: model.prefix + prompt }] };",
    '  const body = { ...model.start, contents: [...model.start.contents, turn] };',
    "  const headers = { ...secret(model.service), 'content-type': 'application/json' };",
    "  const response = await fetch(model.url, { method: 'POST', headers, body: JSON.stringify(body) });",
    '  if (!response.ok) throw new Error(await response.text());',
    '  const candidate = (await response.json()).candidates?.[0] ?? {};',
    '  const parts = (candidate.content?.parts ?? []).filter((part) => !part.thought);',
    "  return { candidate, text: parts.map((part) => part.text ?? '').join('') };",
    '}',
    '',
    'function confidence(candidate, text) {',
    ...confidence,
    '}',
    '',
    'async function answer(prompt) {',
    '  const { candidate, text } = await ask(MODEL, prompt);',
    '  return confidence(candidate, text) >= THRESHOLD ? text : (await ask(BASE, prompt)).text;',
    '}',
    '',
    `console.log(await answer(process.argv[2] ?? ${JSON.stringify(PROMPT)}));`,
    '',
  ].join('\n');
}
