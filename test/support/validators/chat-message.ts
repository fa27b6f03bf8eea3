import { checkEach, checkFilled, checkMembers, checkText, type Faults, memberOf, parsesToObject } from './faults.ts';

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'];
const MEMBERS = [
  'content',
  'name',
  'weight',
  'tool_calls',
  'tool_call_id',
  'function_call',
  'thinking',
  'reasoning_content',
];

/** A message of OpenAI's chat: a role, and a content that is text or typed parts, or calls in its stead. */
export function checkMessage(message: unknown, place: string): Faults {
  const role = memberOf(message, 'role');
  const content = memberOf(message, 'content');
  const calls = memberOf(message, 'tool_calls');
  const weight = memberOf(message, 'weight');
  const saysNothing = content === undefined || content === null;
  const isCall = calls !== undefined || memberOf(message, 'function_call') !== undefined;
  return [
    ...checkMembers(message, place, ['role'], MEMBERS),
    ...(typeof role === 'string' && ROLES.includes(role) ? [] : [`${place}.role is ${JSON.stringify(role)}`]),
    ...(saysNothing && isCall ? [] : checkContent(content, `${place}.content`)),
    ...(calls === undefined ? [] : checkEach(calls, `${place}.tool_calls`, checkCall)),
    ...(isCall && role !== 'assistant' ? [`${place} calls, but is not the assistant’s`] : []),
    ...(role === 'tool' ? checkFilled(memberOf(message, 'tool_call_id'), `${place}.tool_call_id`) : []),
    ...(weight === undefined || ((weight === 0 || weight === 1) && role === 'assistant') ? [] : [`${place}.weight`]),
  ];
}

function checkContent(content: unknown, place: string): Faults {
  if (typeof content === 'string') return [];
  return checkEach(content, place, (part, where) => {
    const type = memberOf(part, 'type');
    if (type === 'text') return checkText(memberOf(part, 'text'), `${where}.text`);
    if (type === 'image_url')
      return checkFilled(memberOf(memberOf(part, 'image_url'), 'url'), `${where}.image_url.url`);
    return ['input_audio', 'file', 'refusal'].includes(type as string)
      ? []
      : [`${where}.type is ${JSON.stringify(type)}`];
  });
}

function checkCall(call: unknown, place: string): Faults {
  const inner = memberOf(call, 'function');
  return [
    ...checkMembers(call, place, ['id', 'type', 'function']),
    ...checkFilled(memberOf(call, 'id'), `${place}.id`),
    ...(memberOf(call, 'type') === 'function' ? [] : [`${place}.type is not function`]),
    ...checkFilled(memberOf(inner, 'name'), `${place}.function.name`),
    ...(parsesToObject(memberOf(inner, 'arguments'))
      ? []
      : [`${place}.function.arguments is not the text of an object`]),
  ];
}

/** `tools`: functions with a name and, where they take any, parameters as JSON Schema in lower-case types. */
export function checkTools(holder: unknown): Faults {
  const tools = memberOf(holder, 'tools');
  if (tools === undefined) return [];
  return checkEach(tools, 'tools', (tool, place) => {
    const inner = memberOf(tool, 'function');
    const type = memberOf(memberOf(inner, 'parameters'), 'type');
    return [
      ...(memberOf(tool, 'type') === 'function' ? [] : [`${place}.type is not function`]),
      ...checkFilled(memberOf(inner, 'name'), `${place}.function.name`),
      ...(type === undefined || type === 'object'
        ? []
        : [`${place}.function.parameters.type is ${JSON.stringify(type)}`]),
    ];
  });
}

/** Every answer of a tool belongs to a call made before it. */
export function checkCallIds(messages: unknown): Faults {
  if (!Array.isArray(messages)) return [];
  const made = new Set<unknown>();
  return messages.flatMap((message: unknown, index) => {
    const calls = memberOf(message, 'tool_calls');
    if (Array.isArray(calls)) for (const call of calls) made.add(memberOf(call, 'id'));
    if (memberOf(message, 'role') !== 'tool' || made.has(memberOf(message, 'tool_call_id'))) return [];
    return [`messages[${index}] answers a call that nobody made`];
  });
}
