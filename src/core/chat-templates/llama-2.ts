import type { ChatTemplate, TemplateTurn } from './template.ts';
import type { Turn } from '../example/example.ts';
import { textTurn } from '../formats/parts/text-turn.ts';

const OPEN = '[INST] ';
const CLOSE = ' [/INST]';
const SYSTEM = { open: '<<SYS>>\n', close: '\n<</SYS>>\n\n' } as const;

interface Marks {
  readonly begin: string;
  readonly answer: string;
  readonly end: string;
  readonly between: string;
}

/** Programs leave out `<s>` and `</s>` as they like: what was really there, the ways of writing find out. */
function read(text: string): Turn[] | null {
  const [first, ...exchanges] = text.split(OPEN);
  if ((first !== '' && first !== '<s>') || exchanges.length === 0) return null;
  const turns: Turn[] = [];
  for (const exchange of exchanges) {
    const end = exchange.indexOf(CLOSE);
    if (end === -1) return null;
    const asked = exchange.slice(0, end);
    const system = turns.length === 0 ? systemOf(asked) : null;
    if (system !== null) turns.push(textTurn('system', system));
    const question = system === null ? asked : asked.slice(SYSTEM.open.length + system.length + SYSTEM.close.length);
    turns.push(textTurn('user', question), textTurn('model', answerOf(exchange.slice(end + CLOSE.length))));
  }
  return turns;
}

function systemOf(asked: string): string | null {
  const end = asked.indexOf(SYSTEM.close);
  return asked.startsWith(SYSTEM.open) && end !== -1 ? asked.slice(SYSTEM.open.length, end) : null;
}

/** Without the mark that begins the next exchange and the one that ends this. */
function answerOf(text: string): string {
  const begun = text.endsWith('<s>') ? text.slice(0, -'<s>'.length) : text;
  const ended = begun.trimEnd();
  return (ended.endsWith('</s>') ? ended.slice(0, -'</s>'.length) : ended).trim();
}

function writer({ begin, answer, end, between }: Marks): (turns: readonly TemplateTurn[]) => string | null {
  return (turns) => {
    const [first] = turns;
    const system = first?.role === 'system' ? SYSTEM.open + first.text + SYSTEM.close : '';
    const left = system ? turns.slice(1) : turns;
    const texts: string[] = [];
    for (let at = 0; at < left.length; at += 2) {
      const [question, reply] = [left[at], left[at + 1]];
      if (question?.role !== 'user' || reply?.role !== 'model') return null;
      texts.push(begin + OPEN + (at === 0 ? system : '') + question.text + CLOSE + answer + reply.text + end);
    }
    return texts.length > 0 ? texts.join(between) : null;
  };
}

/** Meta's markup of Llama 2, which Mistral took over. */
export const llama2: ChatTemplate = {
  id: 'llama-2',
  title: 'Llama 2',
  mark: /\[\/?INST\]/,
  read,
  writes: [
    writer({ begin: '<s>', answer: ' ', end: ' </s>', between: '' }),
    writer({ begin: '<s>', answer: ' ', end: '</s>', between: '' }),
    writer({ begin: '<s>', answer: ' ', end: ' </s>', between: ' ' }),
    writer({ begin: '<s>', answer: ' ', end: '', between: '' }),
    writer({ begin: '', answer: ' ', end: '', between: ' ' }),
    writer({ begin: '', answer: ' ', end: '</s>', between: '' }),
    writer({ begin: '<s>', answer: '', end: '</s>', between: '' }),
  ],
};
