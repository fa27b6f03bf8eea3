import type { JsonObject } from '../json.ts';
import { identifier, isJson, type Sidecar, type SidecarContext } from './sidecar.ts';

/** How LLaMA-Factory's dataset_info.json describes each format (its data/README, v0.9). */
const DESCRIPTIONS: Readonly<Record<string, JsonObject>> = {
  alpaca: {
    columns: { prompt: 'instruction', query: 'input', response: 'output', system: 'system', history: 'history' },
  },
  'input-output': { columns: { prompt: 'input', response: 'output' } },
  'gemini-api': { columns: { prompt: 'text_input', response: 'output' } },
  'prompt-completion': { columns: { prompt: 'prompt', response: 'completion' } },
  sharegpt: { formatting: 'sharegpt', columns: { messages: 'conversations', system: 'system', tools: 'tools' } },
  'openai-chat': {
    formatting: 'sharegpt',
    columns: { messages: 'messages' },
    tags: {
      ...{ role_tag: 'role', content_tag: 'content', user_tag: 'user', assistant_tag: 'assistant' },
      system_tag: 'system',
    },
  },
  'llama-factory-preference': {
    ...{ formatting: 'sharegpt', ranking: true },
    columns: { messages: 'conversations', chosen: 'chosen', rejected: 'rejected' },
  },
  'plain-text': { columns: { prompt: 'text' } },
};

function describe({ format }: SidecarContext): JsonObject | undefined {
  return format !== undefined && Object.hasOwn(DESCRIPTIONS, format) ? DESCRIPTIONS[format] : undefined;
}

export default {
  id: 'llama-factory',
  title: 'LLaMA-Factory: dataset_info.json',
  summary:
    'Names the file and its columns. Put it into LLaMA-Factory’s data folder, or add its entry to the one there.',
  fits: (context) => isJson(context) && describe(context) !== undefined,
  fileName: () => 'dataset_info.json',
  write(context) {
    const entry = { [identifier(context.dataset)]: { file_name: context.fileName, ...describe(context) } };
    return `${JSON.stringify(entry, null, 2)}\n`;
  },
} satisfies Sidecar;
