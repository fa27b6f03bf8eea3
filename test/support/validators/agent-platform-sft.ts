import { checkContents, checkSystem, checkTarget, checkTools } from './content.ts';
import { checkMembers, type Faults, memberOf } from './faults.ts';

/** One line of a supervised set: `{ systemInstruction?, contents, tools? }`, the last turn the model's and text. */
export function validate(row: unknown): Faults {
  const contents = memberOf(row, 'contents');
  const last: unknown = Array.isArray(contents) ? contents.at(-1) : undefined;
  return [
    ...checkMembers(row, 'row', ['contents'], ['systemInstruction', 'system_instruction', 'tools']),
    ...checkSystem(row),
    ...checkContents(contents),
    ...checkTarget(last, 'the last turn'),
    ...checkTools(row),
  ];
}
