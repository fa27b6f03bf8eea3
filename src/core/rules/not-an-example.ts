import { ALL } from './parts/targets.ts';
import { rowRule } from './rule.ts';

// Found by the preflight itself: where there is no line, nothing else can be asked.
export default rowRule({
  id: 'not-an-example',
  title: 'Can’t be an example',
  level: 'error',
  targets: ALL,
  next: 'Say in the mapping what the columns mean, mend these rows, or leave them out.',
  fix: 'leave-out',
  find: () => null,
});
