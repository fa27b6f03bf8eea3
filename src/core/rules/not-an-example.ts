import { ALL } from './parts/targets.ts';
import { rowRule } from './rule.ts';

// Found by the preflight itself: where there is no line, nothing else can be asked.
export default rowRule({
  id: 'not-an-example',
  title: 'Can’t be an example',
  level: 'error',
  targets: ALL,
  next: 'Choose the input and output columns, fix these rows, or leave them out.',
  fix: 'leave-out',
  find: () => null,
});
