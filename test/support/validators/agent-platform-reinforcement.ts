import { checkContents, checkSystem, checkTools } from './content.ts';
import { checkMembers, checkText, type Faults, isRecord, memberOf } from './faults.ts';

/** One line of a reinforcement set: `{ systemInstruction?, contents, tools?, references }`; the user has the last turn, and references are texts by name. */
export function validate(row: unknown): Faults {
  const contents = memberOf(row, 'contents');
  const last: unknown = Array.isArray(contents) ? contents.at(-1) : undefined;
  const references = memberOf(row, 'references');
  const texts = isRecord(references) ? Object.entries(references) : [];
  return [
    ...checkMembers(row, 'row', ['contents', 'references'], ['systemInstruction', 'system_instruction', 'tools']),
    ...checkSystem(row),
    ...checkContents(contents),
    ...(memberOf(last, 'role') === 'user' ? [] : ['the contents don’t end with the user']),
    ...(texts.length > 0 ? [] : ['references has no text']),
    ...texts.flatMap(([name, text]) => checkText(text, `references.${name}`)),
    ...checkTools(row),
  ];
}
