import type { Lesson } from '../answers.ts';
import { CONTENT, textOf, tokensOf, tokensOfAll, type Content } from '../content.ts';
import { GoogleError } from '../google-error.ts';
import { readMessage, type Read } from '../proto-json.ts';
import type { Method } from '../state.ts';

/** What one line of a dataset teaches. */
export interface Example extends Lesson {
  readonly contents: readonly Content[];
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly characters: number;
  readonly messages: number;
  /** What an epoch over it costs. */
  readonly billableTokens: number;
}

/** A JSONL file as the service reads it: bad lines are left out, and reported by their number from 1. */
export interface Dataset {
  readonly examples: readonly Example[];
  readonly dropped: readonly { readonly line: number; readonly reason: string }[];
}

const MOST_TOKENS = 131_072;
const CONVERSATION = {
  systemInstruction: CONTENT,
  contents: [CONTENT],
  tools: ['any'],
  toolConfig: 'any',
  generationConfig: 'any',
  labels: 'map',
} as const;
const REINFORCEMENT = { ...CONVERSATION, references: 'map' } as const;
const MOST_PROMPT_TOKENS = 32_768;
const PREFERENCE = { ...CONVERSATION, completions: [{ score: 'number', completion: CONTENT }] } as const;

export function readDataset(bytes: Buffer, method: Method): Dataset {
  const examples: Example[] = [];
  const dropped: { line: number; reason: string }[] = [];
  const read = READERS[method];
  const most = method === 'reinforcement' ? MOST_PROMPT_TOKENS : MOST_TOKENS;
  for (const [index, line] of bytes.toString('utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      const example = read(Buffer.from(line));
      const tokens = example.inputTokens + example.outputTokens;
      if (tokens > most) throw new BadLine(`The example has ${tokens} tokens; at most ${most} are allowed.`);
      examples.push(example);
    } catch (error) {
      if (!(error instanceof BadLine || error instanceof GoogleError)) throw error;
      dropped.push({ line: index + 1, reason: error.message });
    }
  }
  return { examples, dropped };
}

class BadLine extends Error {}

const READERS: Readonly<Record<Method, (line: Buffer) => Example>> = {
  supervised: readConversation,
  preference: readPreference,
  reinforcement: readPrompt,
};

/** A prompt alone: what is learned are answers that the model tries itself. The emulator's learns what it is compared with. */
function readPrompt(line: Buffer): Example {
  const { systemInstruction, contents = [], references = {} } = readMessage(line, REINFORCEMENT);
  checkTurns(contents);
  if (contents.at(-1)?.role !== 'user') throw new BadLine('The last turn of the contents must have the role "user".');
  const [right = ''] = Object.values(references);
  const prompt = tokensOf(textOf(systemInstruction)) + tokensOfAll(contents);
  return {
    input: textOf(contents.at(-1)),
    output: right,
    contents,
    inputTokens: prompt,
    outputTokens: 0,
    characters: countCharacters([systemInstruction, ...contents]),
    messages: contents.length,
    billableTokens: prompt,
  };
}

function readConversation(line: Buffer): Example {
  const { systemInstruction, contents = [] } = readMessage(line, CONVERSATION);
  checkTurns(contents);
  const target = contents.at(-1);
  const prompt = contents.slice(0, -1);
  if (target?.role !== 'model') throw new BadLine('The last turn must have the role "model".');
  checkText([target], 'The last turn');
  if (textOf(target) === '') throw new BadLine('The last turn must have text.');
  if (!prompt.some(({ role }) => role === 'user')) throw new BadLine('There must be a turn of the role "user".');
  const inputTokens = tokensOf(textOf(systemInstruction)) + tokensOfAll(prompt);
  const outputTokens = tokensOf(textOf(target));
  return {
    input: textOf(prompt.findLast(({ role }) => role === 'user')),
    output: textOf(target),
    contents,
    inputTokens,
    outputTokens,
    characters: countCharacters([systemInstruction, ...contents]),
    messages: contents.length,
    billableTokens: inputTokens + outputTokens,
  };
}

function readPreference(line: Buffer): Example {
  const { systemInstruction, contents = [], completions = [] } = readMessage(line, PREFERENCE);
  checkTurns(contents);
  if (contents.at(-1)?.role !== 'user') throw new BadLine('The last turn of the contents must have the role "user".');
  const [preferred, other] = checkCompletions(completions);
  checkText([...contents, preferred, other], 'An example of preferences');
  const prompt = tokensOf(textOf(systemInstruction)) + tokensOfAll(contents);
  const both = tokensOfAll([preferred, other]);
  return {
    input: textOf(contents.at(-1)),
    output: textOf(preferred),
    contents: [...contents, preferred],
    inputTokens: prompt,
    outputTokens: Math.max(tokensOf(textOf(preferred)), tokensOf(textOf(other))),
    characters: countCharacters([systemInstruction, ...contents, preferred, other]),
    messages: contents.length,
    billableTokens: 2 * prompt + both,
  };
}

function checkCompletions(completions: Read<(typeof PREFERENCE)['completions']>): readonly [Content, Content] {
  if (completions.length !== 2) throw new BadLine(`There must be exactly 2 completions, got ${completions.length}.`);
  // Protobuf leaves zeros out.
  const preferred = completions.find(({ score = 0 }) => score === 1)?.completion;
  const other = completions.find(({ score = 0 }) => score === 0)?.completion;
  if (preferred === undefined || other === undefined) {
    throw new BadLine('One completion must have score 1, and the other one score 0.');
  }
  checkTurns([preferred, other]);
  if (preferred.role !== 'model' || other.role !== 'model')
    throw new BadLine('Completions must have the role "model".');
  return [preferred, other];
}

function checkTurns(contents: readonly Content[]): void {
  if (contents.length === 0) throw new BadLine('The contents must not be empty.');
  for (const { role = '', parts = [] } of contents) {
    if (!['user', 'model', 'function'].includes(role)) throw new BadLine(`Invalid role "${role}".`);
    if (parts.length === 0 || parts.some((part) => Object.keys(part).length === 0 || part.text === '')) {
      throw new BadLine('Every turn must have parts, and none of them may be empty.');
    }
  }
}

/** Media may be in prompts of supervised tuning alone. */
function checkText(contents: readonly Content[], what: string): void {
  const hasMedia = contents.some(({ parts = [] }) => parts.some(({ fileData, inlineData }) => fileData ?? inlineData));
  if (hasMedia) throw new BadLine(`${what} may have text only, no media.`);
}

function countCharacters(contents: readonly (Content | undefined)[]): number {
  return contents.reduce((sum, content) => sum + textOf(content).length, 0);
}
