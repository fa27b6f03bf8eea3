import { checkEach, checkMembers, checkText, type Faults, memberOf } from './faults.ts';

const ROLES = ['system', 'user', 'assistant', 'tool'];

/** A side of a row for TRL: a text, or a list of messages whose content is text. */
export function checkSide(value: unknown, place: string): Faults {
  return typeof value === 'string' ? [] : checkEach(value, place, checkPlainMessage);
}

function checkPlainMessage(message: unknown, place: string): Faults {
  const role = memberOf(message, 'role');
  return [
    ...checkMembers(message, place, ['role', 'content'], ['name', 'tool_calls', 'tool_call_id']),
    ...(typeof role === 'string' && ROLES.includes(role) ? [] : [`${place}.role is ${JSON.stringify(role)}`]),
    ...checkText(memberOf(message, 'content'), `${place}.content`),
  ];
}

/** All sides are texts, or all are messages: a trainer reads the first row and takes the rest for the same. */
export function checkAlike(sides: readonly unknown[]): Faults {
  const kinds = new Set(sides.map((side) => Array.isArray(side)));
  return kinds.size === 1 ? [] : ['texts and messages are mixed'];
}
