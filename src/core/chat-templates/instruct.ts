import type { ChatTemplate, TemplateTurn } from './template.ts';
import type { Turn } from '../example/example.ts';
import { cutSide, joinSide } from '../formats/parts/side.ts';
import { textTurn } from '../formats/parts/text-turn.ts';

const INSTRUCTION = '### Instruction:';
const INPUT = '\n\n### Input:\n';
const RESPONSE = '\n\n### Response:';
/** The words that Alpaca's own training put first: part of the template, not a system prompt. */
const PREAMBLE = /^Below is an instruction/;
const PLACE = { place: 'after', between: '\n' } as const;

// No regular expression over the whole text: on a long one that is nearly of this form it would try without end.
function read(text: string): Turn[] | null {
  const start = text.indexOf(INSTRUCTION);
  const end = text.indexOf(RESPONSE, start);
  // One exchange alone: nothing says what a second heading would mean.
  if (start === -1 || end === -1 || text.includes(INSTRUCTION, start + 1)) return null;
  const before = start === 0 ? undefined : text.slice(0, start - 2);
  const asked = text.slice(start + INSTRUCTION.length + 1, end);
  const [instruction = '', ...inputs] = asked.split(INPUT);
  const input = inputs.length > 0 ? inputs.join(INPUT) : undefined;
  const answer = text.slice(end + RESPONSE.length).replace(/^\s/, '');
  const isPreamble = before !== undefined && PREAMBLE.test(before);
  const extra = {
    ...(isPreamble && { preamble: before }),
    ...(input !== undefined && { side: input }),
  };
  return [
    ...(before === undefined || isPreamble ? [] : [textTurn('system', before)]),
    textTurn('user', joinSide(instruction, input ?? '', PLACE), extra),
    textTurn('model', answer),
  ];
}

function writer(space: string): (turns: readonly TemplateTurn[]) => string | null {
  return (turns) => {
    const [first] = turns;
    const system = first?.role === 'system' ? first.text : undefined;
    const [question, answer, ...more] = system === undefined ? turns : turns.slice(1);
    if (question?.role !== 'user' || answer?.role !== 'model' || more.length > 0) return null;
    const { preamble, side } = question.extra ?? {};
    const main = typeof side === 'string' ? cutSide(question.text, side, PLACE) : null;
    const asked =
      typeof side === 'string' && main !== null
        ? `### Instruction:\n${main}\n\n### Input:\n${side}`
        : `### Instruction:\n${question.text}`;
    const words = system ?? (typeof preamble === 'string' ? preamble : undefined);
    return `${words === undefined ? '' : `${words}\n\n`}${asked}\n\n### Response:${space}${answer.text}`;
  };
}

/** Headings as Alpaca was trained with. */
export const instruct: ChatTemplate = {
  id: 'instruct',
  title: 'Alpaca',
  mark: /^### Instruction:$/m,
  read,
  writes: [writer('\n'), writer(' '), writer('')],
};
