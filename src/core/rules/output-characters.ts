import { grouped } from '../amount.ts';
import { GEMINI_API } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'output-characters',
  title: 'Output is too long',
  level: 'error',
  targets: GEMINI_API,
  next: 'Shorten these outputs, or leave the rows out.',
  fix: 'leave-out',
  find({ outputCharacters }, { outputCharacters: limit }) {
    if (!limit || outputCharacters <= limit.value) return null;
    return `output has ${grouped(outputCharacters)} characters, over ${grouped(limit.value)}`;
  },
});
