import { type LineTurn, turnsOf } from './parts/gemini-line.ts';
import { quote } from './parts/quote.ts';
import { TURNS } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'roles-order',
  title: 'Turns are out of order',
  level: 'error',
  targets: TURNS,
  next: 'The user begins, then user and model take turns. Fix these rows or leave them out.',
  fix: 'leave-out',
  isShape: true,
  find({ value }) {
    const turns = turnsOf(value);
    for (const [index, turn] of turns.entries()) {
      const wanted = index % 2 === 0 ? 'user' : 'model';
      if (sideOf(turn) !== wanted) return `${turn.place} is of ${quote(turn.role)}, not of the ${wanted}`;
    }
    return null;
  },
});

/** Answers of functions are given by the user's side. */
function sideOf({ role }: LineTurn): unknown {
  return role === 'function' ? 'user' : role;
}
