import { isObject } from '../json.ts';
import { isBlank } from '../text/white-space.ts';
import { member } from './parts/gemini-line.ts';
import { REINFORCEMENT } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'some-references',
  title: 'Nothing to compare with',
  level: 'error',
  targets: REINFORCEMENT,
  next: 'Rewards compare answers with the row’s references: give these rows an answer, or leave them out.',
  fix: 'leave-out',
  find({ value }) {
    const references = member(value, 'references');
    if (!isObject(references)) return 'row has no references';
    const texts = Object.values(references);
    return texts.some((text) => typeof text === 'string' && !isBlank(text)) ? null : 'references are empty';
  },
});
