import { INPUT_PLACE } from '../conversion/changes/prompt.ts';
import type { FewShotPack } from './prompt-pack.ts';

/**
 * The pack as one text for any chat window: instructions, examples, and at the end the one place for the input. Each text
 * is between fences that are longer than any run of backticks in the pack, so that none can be taken for its end.
 */
export function packAsPrompt({ instructions, examples }: FewShotPack): string {
  const fence = fenceFor([instructions, ...examples.flatMap(({ input, output }) => [input, output])]);
  const fenced = (title: string, text: string): string => `${title}:\n${fence}\n${text}\n${fence}`;
  const shown = examples.map(({ input, output }) => `${fenced('Input', input)}\n${fenced('Output', output)}`);
  const asked = `${fenced('Input', INPUT_PLACE)}\nOutput:`;
  return [...(instructions === '' ? [] : [instructions]), ...shown, asked].join('\n\n') + '\n';
}

function fenceFor(texts: readonly string[]): string {
  const runs = texts.flatMap((text) => text.match(/`+/g) ?? []);
  return '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
}
