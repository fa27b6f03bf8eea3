import { AGENT_PLATFORM } from './parts/targets.ts';
import { overLimit } from './parts/token-words.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'tokens-per-example',
  title: 'Too many tokens',
  level: 'error',
  targets: AGENT_PLATFORM,
  next: 'Shorten these rows or leave them out: the service would cut or drop them without a word.',
  fix: 'leave-out',
  find(line, { tokensPerExample: limit }) {
    return !limit || line.tokens.low <= limit.value ? null : overLimit(line, limit.value);
  },
});
