import { AGENT_PLATFORM } from './parts/targets.ts';
import { aroundLimit } from './parts/token-words.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'tokens-near-limit',
  title: 'Near the limit of tokens',
  level: 'warning',
  targets: AGENT_PLATFORM,
  next: 'Within the error of the figures: shorten these rows, if they must not be cut, or count rows at the service below.',
  fix: null,
  find(line, { tokensPerExample: limit }) {
    if (!limit || line.tokens.low > limit.value || line.tokens.high <= limit.value) return null;
    return aroundLimit(line, limit.value);
  },
});
