import { formats } from '../../core/formats/index.ts';

/** Where formats are looked for: who takes them. */
type FormatGroup = 'Google' | 'OpenAI and compatible' | 'Open trainers' | 'General';

const GROUPS: readonly FormatGroup[] = ['Google', 'OpenAI and compatible', 'Open trainers', 'General'];
const PLATFORM = ['agent-platform-sft', 'agent-platform-preference', 'agent-platform-reinforcement'];
/** What most people take comes first in its group, the rest in the order of detection. */
const FIRST = [...PLATFORM, 'gemini-api', 'openai-chat', 'alpaca', 'sharegpt'];
const GOOGLE = /^(agent-platform|gemini|palm|contents)/;
const OPENAI = /^(openai|message-list|chat-in-column)/;
const TRAINERS =
  /^(alpaca|sharegpt|hugging-face|openchat|ultrachat|trl|llama-factory|kto|hh-rlhf|ultrafeedback|plain-text)/;

/** A choice of the native select. */
export interface FormatChoice {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
  /** What is searched beside the label. */
  readonly summary: string;
}

export const AS_STORED = 'stored';

const stored: FormatChoice = { value: AS_STORED, label: 'Keep current format', summary: 'unchanged as it is' };

/** Every format that can be written, in its group. */
const written: readonly FormatChoice[] = formats
  .filter(({ readOnly }) => readOnly !== true)
  .map(({ id, title, summary }) => ({ value: id, label: title, group: groupOf(id), summary }))
  .sort(
    (one, other) =>
      GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group) || placeOf(one.value) - placeOf(other.value),
  );

/** The choices that have these words in their name, group or summary; the chosen one is always among them. */
export function formatChoices(typed: string, chosen: string): readonly FormatChoice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = ({ value, label, group = '', summary }: FormatChoice): boolean => {
    const text = `${label} ${group} ${summary} ${value}`.toLowerCase();
    return value === chosen || words.every((word) => text.includes(word));
  };
  return [stored, ...written].filter(isFound);
}

function groupOf(id: string): FormatGroup {
  if (GOOGLE.test(id)) return 'Google';
  if (OPENAI.test(id)) return 'OpenAI and compatible';
  return TRAINERS.test(id) ? 'Open trainers' : 'General';
}

function placeOf(id: string): number {
  const place = FIRST.indexOf(id);
  return place < 0 ? FIRST.length : place;
}
