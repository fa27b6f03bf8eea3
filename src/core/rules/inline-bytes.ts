import { sized } from '../amount.ts';
import { GEMINI_API } from './parts/targets.ts';
import { setRule } from './rule.ts';

export default setRule({
  id: 'inline-bytes',
  title: 'Too large for one request',
  level: 'error',
  targets: GEMINI_API,
  next: 'The rows go inside of the request: take fewer or shorter ones.',
  fix: null,
  find({ training }, { inlineBytes: limit }) {
    if (!limit || training.bytes <= limit.value) return null;
    return { detail: `${sized(training.bytes)} of examples, over ${sized(limit.value)}`, count: training.rows };
  },
});
