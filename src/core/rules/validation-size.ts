import { grouped } from '../amount.ts';
import { AGENT_PLATFORM } from './parts/targets.ts';
import { setRule } from './rule.ts';

export default setRule({
  id: 'validation-size',
  title: 'Too many validation examples',
  level: 'error',
  targets: AGENT_PLATFORM,
  next: 'Hold out fewer rows for validation.',
  fix: null,
  find({ training, validation }, { validationAtMost, validationShareFrom, validationShare }) {
    const { rows } = validation;
    if (validationAtMost && rows > validationAtMost.value) {
      const most = validationAtMost.value;
      return { detail: `${grouped(rows)} validation examples, over ${grouped(most)}`, count: rows - most };
    }
    if (!validationShareFrom || !validationShare || rows <= validationShareFrom.value) return null;
    const most = Math.floor((training.rows * validationShare.value) / 100);
    if (rows <= most) return null;
    const limit = `${grouped(most)} (${validationShare.value}% of the training examples)`;
    return { detail: `${grouped(rows)} validation examples, over ${limit}`, count: rows - most };
  },
});
