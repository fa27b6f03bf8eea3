import { checkContent, checkContents, checkSystem, checkTarget } from './content.ts';
import { checkEach, checkMembers, type Faults, memberOf } from './faults.ts';

/**
 * One line of a preference set: `{ system_instruction?, contents, completions }`; the contents end with the user; exactly
 * one completion of score 1 and one of score 0, each a single turn of the model; text only.
 */
export function validate(row: unknown): Faults {
  const contents = memberOf(row, 'contents');
  const completions = memberOf(row, 'completions');
  const last: unknown = Array.isArray(contents) ? contents.at(-1) : undefined;
  const scores = Array.isArray(completions) ? completions.map((item: unknown) => memberOf(item, 'score')) : [];
  return [
    ...checkMembers(row, 'row', ['contents', 'completions'], ['systemInstruction', 'system_instruction']),
    ...checkSystem(row),
    ...checkContents(contents),
    ...(memberOf(last, 'role') === 'user' ? [] : ['the contents don’t end with the user']),
    ...checkEach(completions, 'completions', (item, place) => [
      ...checkMembers(item, place, ['score', 'completion']),
      ...checkContent(memberOf(item, 'completion'), `${place}.completion`),
      ...checkTarget(memberOf(item, 'completion'), `${place}.completion`),
    ]),
    ...(scores.toSorted().join() === '0,1' ? [] : [`the scores are ${scores.join(', ')}`]),
    ...(/"(?:file_?data|inline_?data)"/i.test(JSON.stringify(row)) ? ['it has media'] : []),
  ];
}
