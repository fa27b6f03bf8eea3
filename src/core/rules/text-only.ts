import { allTurns, partKind } from './parts/gemini-line.ts';
import { quote } from './parts/quote.ts';
import { PREFERENCE } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'text-only',
  title: 'Not only text',
  level: 'error',
  targets: PREFERENCE,
  next: 'Preference tuning takes text alone: leave these rows out.',
  fix: 'leave-out',
  isShape: true,
  find({ value }) {
    const parts = allTurns(value).flatMap((turn) => turn.parts);
    const media = parts.find((part) => partKind(part) === 'media');
    return media === undefined ? null : `part is ${quote(media)}`;
  },
});
