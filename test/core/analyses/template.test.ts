import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Analysis, analysisContext } from '../../../src/core/analyses/analysis.ts';
import { Row } from '../../../src/core/row/row.ts';
import { testPromises, wordsOf } from './promises.ts';

const FOLDER = 'src/core/analyses';
const made = join(tmpdir(), `lapidary-analysis-${process.pid}.ts`);

/** The file that the README gives as a template, as it would be in its folder. */
async function buildTemplate(): Promise<Analysis> {
  const [, template = ''] = /```ts\n([^]*?)```/.exec(readFileSync(`${FOLDER}/README.md`, 'utf8')) ?? [];
  writeFileSync(
    made,
    template.replace(/from '(\..*?)'/g, (_, path: string) => `from '${resolve(FOLDER, path)}'`),
  );
  const { default: analysis } = (await import(/* @vite-ignore */ made)) as { default: Analysis };
  return analysis;
}

const analysis = await buildTemplate();

afterAll(() => {
  rmSync(made, { force: true });
});

describe('an analysis made from the README’s template', () => {
  testPromises(analysis);

  it('counts what it says', () => {
    expect(analysis.id).toBe('questions');
    expect(wordsOf(analysis, new Row('{"a":"Who? What?","b":"Why?"}'))).toEqual([2, 1]);
    const chat = analysisContext({ mapping: { input: null, output: null }, format: 'openai-chat' });
    const turns = '{"messages":[{"role":"user","content":"Who?"},{"role":"assistant","content":"Me."}]}';
    expect(wordsOf(analysis, new Row(turns), chat)).toEqual([1, 0]);
  });
});
