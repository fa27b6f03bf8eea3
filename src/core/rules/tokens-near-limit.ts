import { grouped } from '../amount.ts';
import { AGENT_PLATFORM } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'tokens-near-limit',
  title: 'Perhaps too many tokens',
  level: 'warning',
  targets: AGENT_PLATFORM,
  next: 'Only an estimate: count these rows with the service, or shorten them, if they must not be cut.',
  fix: null,
  find({ tokens }, { tokensPerExample: limit }) {
    if (!limit || tokens.low > limit.value || tokens.high <= limit.value) return null;
    return `${grouped(tokens.low)} to ${grouped(tokens.high)} tokens by estimate, around ${grouped(limit.value)}`;
  },
});
