import { checkCallIds, checkMessage, checkTools } from './chat-message.ts';
import { checkEach, checkMembers, type Faults, memberOf } from './faults.ts';

/** One line of a chat set: `{ messages, tools?, parallel_tool_calls?, functions? }`, the last message the assistant's. */
export function validate(row: unknown): Faults {
  const messages = memberOf(row, 'messages');
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  return [
    ...checkMembers(row, 'row', ['messages'], ['tools', 'parallel_tool_calls', 'functions']),
    ...checkEach(messages, 'messages', checkMessage),
    ...(memberOf(last, 'role') === 'assistant' ? [] : ['the last message is not the assistant’s']),
    ...checkTools(row),
    ...checkCallIds(messages),
  ];
}
