import { ALL } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'rewritten',
  title: 'Spelled in a way that the service refuses',
  level: 'warning',
  targets: ALL,
  next: 'Nothing to do: these rows are sent in the service’s own spelling, without what it doesn’t know. The dataset stays as it is.',
  fix: null,
  find: ({ rewritten }) => rewritten,
});
