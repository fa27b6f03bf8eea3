import { checkMessage, checkTools } from './chat-message.ts';
import { checkEach, checkMembers, type Faults, memberOf } from './faults.ts';

const SPELLINGS = ['output', 'completion'];

/** `{ input: { messages, tools?, parallel_tool_calls? }, preferred_output: [message], non_preferred_output: [message] }`. */
export function validate(row: unknown): Faults {
  const spelling = SPELLINGS.find((name) => memberOf(row, `preferred_${name}`) !== undefined) ?? 'output';
  const sides = [`preferred_${spelling}`, `non_preferred_${spelling}`];
  const input = memberOf(row, 'input');
  const messages = memberOf(input, 'messages');
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  return [
    ...checkMembers(row, 'row', ['input', ...sides]),
    ...checkMembers(input, 'input', ['messages'], ['tools', 'parallel_tool_calls']),
    ...checkEach(messages, 'input.messages', checkMessage),
    ...(memberOf(last, 'role') === 'assistant' ? ['the input ends with the assistant'] : []),
    ...checkTools(input),
    ...sides.flatMap((side) =>
      checkEach(memberOf(row, side), side, (message, place) => [
        ...checkMessage(message, place),
        ...(memberOf(message, 'role') === 'assistant' ? [] : [`${place} is not the assistant’s`]),
      ]),
    ),
  ];
}
