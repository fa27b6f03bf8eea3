import { grouped } from '../amount.ts';
import { AGENT_PLATFORM } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'tokens-per-example',
  title: 'Too many tokens',
  level: 'error',
  targets: AGENT_PLATFORM,
  next: 'Shorten these rows or leave them out: the service would cut or drop them without a word.',
  fix: 'leave-out',
  find({ tokens }, { tokensPerExample: limit }) {
    if (!limit || tokens.low <= limit.value) return null;
    return `at least ${grouped(tokens.low)} tokens by estimate, over ${grouped(limit.value)}`;
  },
});
