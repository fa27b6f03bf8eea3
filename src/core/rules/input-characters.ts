import { grouped } from '../amount.ts';
import { GEMINI_API } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'input-characters',
  title: 'Input is too long',
  level: 'error',
  targets: GEMINI_API,
  next: 'Shorten these inputs, or leave the rows out.',
  fix: 'leave-out',
  find({ inputCharacters }, { inputCharacters: limit }) {
    if (!limit || inputCharacters <= limit.value) return null;
    return `input has ${grouped(inputCharacters)} characters, over ${grouped(limit.value)}`;
  },
});
