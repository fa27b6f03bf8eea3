import type { Json } from '../json.ts';
import { findShapeFault } from './parts/shape.ts';
import { ALL } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'known-members',
  title: 'Not the service’s shape',
  level: 'error',
  targets: ALL,
  next: 'Some fields are missing or not recognised. Fix these rows or leave them out.',
  fix: 'leave-out',
  isShape: true,
  find: ({ value }: { readonly value: Json }) => findShapeFault(value),
});
