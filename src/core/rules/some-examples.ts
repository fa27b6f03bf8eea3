import { ALL } from './parts/targets.ts';
import { setRule } from './rule.ts';

export default setRule({
  id: 'some-examples',
  title: 'Nothing to learn from',
  level: 'error',
  targets: ALL,
  next: 'Fix the rows that are left out, or choose another version.',
  fix: null,
  find: ({ training }) => (training.rows === 0 ? { detail: 'no row is left for training', count: 0 } : null),
});
