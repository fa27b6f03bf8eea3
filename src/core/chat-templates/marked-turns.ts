import type { ChatTemplate, TemplateTurn } from './template.ts';
import type { Role, Turn } from '../example/example.ts';
import { textTurn } from '../formats/parts/text-turn.ts';

interface Marks {
  readonly open: string;
  readonly close: string;
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  /** What some programs put first. */
  readonly begin: string;
}

/** Every turn between two marks, its role on the first line. */
function markedTurns({ open, close, roles, begin }: Marks): Pick<ChatTemplate, 'read' | 'writes'> {
  const write = (turns: readonly TemplateTurn[]): string | null => {
    const written = turns.map(({ role, text }) => {
      const name = roles[role];
      return name === undefined || text.includes(close) ? null : `${open}${name}\n${text}${close}`;
    });
    return written.includes(null) ? null : written.join('\n');
  };
  return {
    read: (text) => readTurns(text.startsWith(begin) ? text.slice(begin.length) : text, { open, close, roles, begin }),
    writes: [
      write,
      (turns) => {
        const text = write(turns);
        return text === null ? null : begin + text;
      },
    ],
  };
}

function readTurns(text: string, { open, close, roles }: Marks): Turn[] | null {
  const turns: Turn[] = [];
  for (const piece of text.split(close).slice(0, -1)) {
    const from = piece.startsWith('\n') ? 1 : 0;
    const line = piece.indexOf('\n', from);
    if (!piece.startsWith(open, from) || line === -1) return null;
    const name = piece.slice(from + open.length, line);
    const role = (['system', 'user', 'model', 'tool'] as const).find((each) => roles[each] === name);
    if (!role) return null;
    turns.push(textTurn(role, piece.slice(line + 1)));
  }
  return turns.length > 0 ? turns : null;
}

/** OpenAI's markup, which Qwen and many others use. */
export const chatml: ChatTemplate = {
  id: 'chatml',
  title: 'ChatML',
  mark: /<\|im_start\|>/,
  ...markedTurns({
    open: '<|im_start|>',
    close: '<|im_end|>',
    roles: { system: 'system', user: 'user', model: 'assistant', tool: 'tool' },
    begin: '<s>',
  }),
};

export const gemma: ChatTemplate = {
  id: 'gemma',
  title: 'Gemma',
  mark: /<start_of_turn>/,
  ...markedTurns({
    open: '<start_of_turn>',
    close: '<end_of_turn>',
    roles: { user: 'user', model: 'model' },
    begin: '<bos>',
  }),
};
