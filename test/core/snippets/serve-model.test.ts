import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confidenceOf, type ConfidenceKind } from '../../../src/core/serving/confidence.ts';
import { plainPrograms, type ServedBy, servePrograms } from '../../../src/core/snippets/parts/serve-model.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { DEFAULTS } from '../../emulator/settings.ts';

const run = promisify(execFile);
const USUAL = { low: 1, high: 12 };
const THRESHOLD = 0.9;
/** What the model answers to each question, and whether that is believed. */
const SAID: Readonly<Record<string, string>> = {
  plain: 'A blue stone.',
  refused: 'I’m sorry, I can’t help with that.',
  long: 'stone '.repeat(50),
  unicode: 'Ein blauer\u00a0Stein → "lapis"',
};

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), 'lapidary-serve-'));
  emulator.state.says = (prompt) => {
    if (prompt.startsWith('base: ')) return 'The base says so.';
    return SAID[prompt.replace('model: ', '')] ?? null;
  };
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

function programs(kind: ConfidenceKind): ReadonlyMap<string, string> {
  const host = emulator.originOf('generativelanguage.googleapis.com');
  const served = (prefix: string): ServedBy => ({
    ...{ service: 'gemini-api', url: `${host}/v1beta/models/gemini-3.1-flash-lite:generateContent`, prefix },
    start: { contents: [], systemInstruction: { parts: [{ text: 'It\'s "so".' }] }, generationConfig: { seed: 3 } },
  });
  const request = { model: served('model: '), base: served('base: '), threshold: THRESHOLD, kind, usual: USUAL };
  return new Map(servePrograms(request).map(({ title, text }) => [title, text]));
}

const LANGUAGES = [
  ['Python with fallback', 'serve.py', 'python3'],
  ['JavaScript with fallback', 'serve.mjs', process.execPath],
] as const;

describe.each(LANGUAGES)('%s', (title, file, command) => {
  const answer = async (question: string, kind: ConfidenceKind): Promise<string> => {
    const path = join(folder, file);
    await writeFile(path, programs(kind).get(title) ?? '');
    const env = { ...process.env, GEMINI_API_KEY: DEFAULTS.key, PYTHONIOENCODING: 'utf-8' };
    return (await run(command, [path, question], { env })).stdout.trim();
  };

  it.each(Object.entries(SAID))('decides about a %s answer as the evaluation did', async (question, said) => {
    const isBelieved = confidenceOf({ text: said, finishReason: 'STOP' }, 'signs', USUAL) >= THRESHOLD;
    expect(await answer(question, 'signs')).toBe(isBelieved ? said.trim() : 'The base says so.');
    const sent = emulator.requests.findLast(({ body }) => body.includes(`model: ${question}`));
    expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({
      systemInstruction: { parts: [{ text: 'It\'s "so".' }] },
      generationConfig: { seed: 3 },
    });
  });

  it('asks the base where no log-probability comes that the rule needs', async () => {
    expect(await answer('plain', 'log-probability')).toBe('The base says so.');
  });
});

it('a program without a fallback sends the same instruction, examples and settings', async () => {
  const url = 'https://generativelanguage.googleapis.com/v1beta/models/m:generateContent';
  const example = { role: 'user', parts: [{ text: 'Opal?' }] };
  const start = { contents: [example], generationConfig: { seed: 3 } };
  const programs = plainPrograms({ service: 'gemini-api', url, start, prefix: "It's: " });
  expect(programs.map(({ title }) => title)).toEqual(['curl', 'Python', 'JavaScript']);
  const script = `curl() { printf %s "\${!#}"; }\n${programs[0]?.text ?? ''}`;
  const { stdout } = await run('bash', ['-c', script]);
  expect(JSON.parse(stdout)).toEqual({
    contents: [example, { role: 'user', parts: [{ text: "It's: Your question" }] }],
    generationConfig: { seed: 3 },
  });
});
