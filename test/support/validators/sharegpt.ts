import { checkEach, checkMembers, checkText, type Faults, memberOf, parsesToObject } from './faults.ts';

const ASKING = ['human', 'observation'];
const ANSWERING = ['gpt', 'function_call'];

/** `{ conversations: [{ from, value }], system?, tools? }`: asking and answering turns by turns, ending with an answer. */
export function validate(row: unknown): Faults {
  const turns = memberOf(row, 'conversations');
  const list: readonly unknown[] = Array.isArray(turns) ? turns : [];
  const said = list[0] !== undefined && memberOf(list[0], 'from') === 'system' ? list.slice(1) : list;
  const { system, tools } = { system: memberOf(row, 'system'), tools: memberOf(row, 'tools') };
  return [
    ...checkMembers(row, 'row', ['conversations'], ['system', 'tools']),
    ...checkEach(turns, 'conversations', (turn, place) => [
      ...checkMembers(turn, place, ['from', 'value']),
      ...checkText(memberOf(turn, 'value'), `${place}.value`),
      ...(memberOf(turn, 'from') === 'function_call' ? checkCall(memberOf(turn, 'value'), place) : []),
    ]),
    ...said.flatMap((turn, index) => {
      const from = memberOf(turn, 'from');
      const wanted = index % 2 === 0 ? ASKING : ANSWERING;
      return typeof from === 'string' && wanted.includes(from) ? [] : [`turn ${index} is from ${String(from)}`];
    }),
    ...(said.length % 2 === 0 ? [] : ['the last turn is no answer']),
    ...(system === undefined ? [] : checkText(system, 'system')),
    ...(tools === undefined ? [] : checkText(tools, 'tools')),
  ];
}

function checkCall(value: unknown, place: string): Faults {
  const isList = typeof value === 'string' && value.trimStart().startsWith('[');
  return isList || parsesToObject(value) ? [] : [`${place}.value is not the text of a call`];
}
