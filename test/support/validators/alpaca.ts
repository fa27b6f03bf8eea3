import { checkEach, checkMembers, checkText, type Faults, memberOf } from './faults.ts';

/** `{ instruction, input, output, system?, history?: [[user, assistant]], text? }`. */
export function validate(row: unknown): Faults {
  const history = memberOf(row, 'history');
  const texts = ['instruction', 'output', 'input', 'system', 'text'].filter(
    (name) => memberOf(row, name) !== undefined,
  );
  return [
    ...checkMembers(row, 'row', ['instruction', 'output'], ['input', 'system', 'history', 'text']),
    ...texts.flatMap((name) => checkText(memberOf(row, name), name)),
    ...(history === undefined || (Array.isArray(history) && history.length === 0)
      ? []
      : checkEach(history, 'history', (pair, place) => [
          ...checkEach(pair, place, checkText),
          ...(Array.isArray(pair) && pair.length === 2 ? [] : [`${place} is no pair`]),
        ])),
  ];
}
