import { isBlank } from '../text/white-space.ts';
import { allTurns, member, partKind, partText } from './parts/gemini-line.ts';
import { ALL } from './parts/targets.ts';
import { type Line, rowRule } from './rule.ts';

export default rowRule({
  id: 'filled-texts',
  title: 'Empty text',
  level: 'error',
  targets: ALL,
  next: 'The service takes an empty text for a missing one: fill these rows, or leave them out.',
  fix: 'leave-out',
  isShape: true,
  find: (line) => emptySide(line) ?? emptyTurn(line),
});

function emptySide({ value }: Line): string | null {
  const name = ['text_input', 'textInput', 'output'].find((each) => {
    const text = member(value, each);
    return typeof text === 'string' && isBlank(text);
  });
  return name === undefined ? null : `${name} is empty`;
}

function emptyTurn({ value }: Line): string | null {
  for (const { place, parts } of allTurns(value)) {
    // What has no list of parts is not the service's shape, as another rule says.
    if (parts.length === 0) continue;
    const empty = parts.findIndex((part) => partText(part) === '');
    if (empty !== -1) return `${place}.parts[${empty}].text is empty`;
    if (!parts.some((part) => partKind(part) !== 'text' || !isBlank(partText(part) ?? '')))
      return `${place} says nothing`;
  }
  return null;
}
