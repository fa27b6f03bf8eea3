import { checkMembers, type Faults, memberOf } from './faults.ts';
import { checkAlike, checkSide } from './plain-message.ts';

/** `{ prompt, completion }`, both texts or both lists of messages. */
export function validate(row: unknown): Faults {
  const sides = ['prompt', 'completion'];
  return [
    ...checkMembers(row, 'row', sides),
    ...sides.flatMap((side) => checkSide(memberOf(row, side), side)),
    ...checkAlike(sides.map((side) => memberOf(row, side))),
  ];
}
