import { counted } from '../amount.ts';
import { GEMINI_API } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'single-turn',
  title: 'Several turns became one',
  level: 'warning',
  targets: GEMINI_API,
  next: 'The service learns one question and answer: what was said before stands in the input as a transcript. Send it the same way in production, or make one row for each answer.',
  fix: { step: 'convert-format', params: { format: 'gemini-api', turns: 'each' } },
  find({ source }) {
    const said = source?.turns.filter(({ role }) => role !== 'system').length ?? 0;
    return said > 2 ? `conversation of ${counted(said, 'turn')}` : null;
  },
});
