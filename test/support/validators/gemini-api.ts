import { checkFilled, checkMembers, type Faults, memberOf } from './faults.ts';

/** TuningExample: `{ textInput, output }`, both required texts; JSON may be snake case. */
export function validate(row: unknown): Faults {
  const input = memberOf(row, 'textInput') === undefined ? 'text_input' : 'textInput';
  return [
    ...checkMembers(row, 'row', [input, 'output']),
    ...checkFilled(memberOf(row, input), input),
    ...checkFilled(memberOf(row, 'output'), 'output'),
  ];
}
