import { checkMembers, type Faults, memberOf } from './faults.ts';
import { checkAlike, checkSide } from './plain-message.ts';

/** `{ prompt?, chosen, rejected }`, all texts or all lists of messages. */
export function validate(row: unknown): Faults {
  const sides = ['prompt', 'chosen', 'rejected'].filter((name) => memberOf(row, name) !== undefined);
  return [
    ...checkMembers(row, 'row', ['chosen', 'rejected'], ['prompt', 'tools']),
    ...sides.flatMap((side) => checkSide(memberOf(row, side), side)),
    ...checkAlike(sides.map((side) => memberOf(row, side))),
  ];
}
