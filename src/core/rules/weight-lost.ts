import { rowRule } from './rule.ts';

export default rowRule({
  id: 'weight-lost',
  title: 'Ignores message weights',
  level: 'warning',
  targets: ['agent-platform-sft'],
  next: 'The service has no weights and learns from every answer of the model. In Convert format the last answer can be kept alone, with a transcript of what came before.',
  fix: null,
  find({ source }) {
    const at = source?.turns.findIndex(({ role, weight }) => role === 'model' && weight === 0) ?? -1;
    return at < 0 ? null : `turn ${at + 1} has the weight 0`;
  },
});
