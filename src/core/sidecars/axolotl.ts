import { isJson, type Sidecar, type SidecarContext } from './sidecar.ts';

/** The type and options that axolotl reads each format with (its dataset-formats pages). */
const LINES: Readonly<Record<string, readonly string[]>> = {
  alpaca: ['type: alpaca'],
  'openai-chat': ['type: chat_template', 'field_messages: messages'],
  sharegpt: [
    'type: chat_template',
    'field_messages: conversations',
    'message_property_mappings:',
    '  role: from',
    '  content: value',
  ],
  'hugging-face-chat': ['type: chat_template', 'field_messages: conversations'],
  'plain-text': ['type: completion', 'field: text'],
  'input-output': ['type:', '  field_instruction: input', '  field_output: output', '  format: "{instruction}"'],
  'gemini-api': ['type:', '  field_instruction: text_input', '  field_output: output', '  format: "{instruction}"'],
  'prompt-completion': [
    'type:',
    '  field_instruction: prompt',
    '  field_output: completion',
    '  format: "{instruction}"',
  ],
};

function linesFor({ format }: SidecarContext): readonly string[] | undefined {
  return format !== undefined && Object.hasOwn(LINES, format) ? LINES[format] : undefined;
}

export default {
  id: 'axolotl',
  title: 'axolotl: YAML',
  summary: 'The datasets part of an axolotl configuration.',
  fits: (context) => isJson(context) && linesFor(context) !== undefined,
  fileName: () => 'axolotl-dataset.yaml',
  write(context) {
    const lines = linesFor(context) ?? [];
    // JSON's strings are YAML's too.
    const entry = [`path: ${JSON.stringify(context.fileName)}`, 'ds_type: json', ...lines];
    return ['datasets:', ...entry.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`), ''].join('\n');
  },
} satisfies Sidecar;
