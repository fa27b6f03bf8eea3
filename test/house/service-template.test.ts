import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import type { Turn } from '../../src/core/example/example.ts';
import { clientOf, sayText, startRecordingServer } from '../support/recording-server.ts';

const made = join(tmpdir(), `lapidary-service-${process.pid}`);
const templates = [...readFileSync('src/core/services/README.md', 'utf8').matchAll(/```ts\n([^]*?)```/g)].map(
  ([, template = '']) => template,
);

/** A registry's file with one more found: the one that the README gives as a template. */
async function withTemplate(registry: string, folder: string, template: string): Promise<object> {
  mkdirSync(made, { recursive: true });
  const name = folder.replaceAll('/', '-');
  writeFileSync(join(made, `${name}-mine.ts`), template);
  const source = readFileSync(registry, 'utf8')
    .replace(/import\.meta\.glob<(\w+)>\('\.\//, (_, type: string) => `import.meta.glob<${type}>('/${folder}/`)
    .replace(/Object\.values\(([^]*?)\n?\);/, (_, found: string) => `[...Object.values(${found}), mine];`)
    .replaceAll("from '.", `from '${resolve(folder)}/.`);
  const whole = `import mine from './${name}-mine.ts';\n${source}`;
  writeFileSync(join(made, `${name}.ts`), whole);
  return import(/* @vite-ignore */ join(made, `${name}.ts`)) as Promise<object>;
}

vi.doMock('../../src/core/services/index.ts', () =>
  withTemplate('src/core/services/index.ts', 'src/core/services', templates[0] ?? ''),
);
vi.doMock('../../src/services/requests.ts', () =>
  withTemplate('src/services/requests.ts', 'src/services', templates[1] ?? ''),
);

afterAll(() => {
  rmSync(made, { recursive: true, force: true });
});

it('a service made from the README’s template is offered like the others, and asked', async () => {
  const { serviceChoices } = await import('../../src/words/service-choices.ts');
  const { generate } = await import('../../src/services/generate.ts');
  const { checkOverrides } = await import('../../src/core/models/check-overrides.ts');
  const { catalogue } = await import('../../src/core/models/index.ts');
  const { askPrograms } = await import('../../src/core/snippets/parts/ask-model.ts');
  expect(serviceChoices.map(({ label }) => label)).toEqual(['Gemini API', 'Agent Platform (Vertex AI)', 'My service']);
  const model = { service: 'my-service', title: 'Mine', methods: ['sft'] };
  expect(checkOverrides({ date: '2026-11-30', models: { 'mine/gem': model } }, catalogue)).toEqual([]);
  expect(askPrograms({ service: 'my-service', url: 'https://mine', system: null })[0]?.text).toContain('$MINE');

  await using server = await startRecordingServer();
  const answered = { candidates: [{ content: { parts: [{ text: 'Emerald.' }] }, finishReason: 'STOP' }] };
  server.answers.push(sayText(200, `data: ${JSON.stringify(answered)}\r\n\r\n`, 'text/event-stream'));
  const turns: readonly Turn[] = [{ role: 'user', parts: [{ kind: 'text', text: 'Name a green gem.' }] }];
  const ref = { service: 'my-service', name: 'mine/gem' };
  const answer = await generate(clientOf(server).client, ref, { turns, settings: {} }, () => undefined);
  expect(answer.text).toBe('Emerald.');
  expect(server.requests).toMatchObject([
    { method: 'POST', host: 'aiplatform.googleapis.com', path: '/mine/gem:streamGenerateContent?alt=sse' },
  ]);
});
