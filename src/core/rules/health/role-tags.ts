import { LEFTOVERS } from '../../analyses/leftovers.ts';
import { counted } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

export default {
  id: 'role-tags',
  severity: 'warn',
  name: 'Role tags and prompt templates',
  checks:
    'Looks for tags of chat templates such as <|im_start|>, [INST] and ### Instruction:, and lines that begin with Human: or Assistant:.',
  why: 'The service adds its own tags. With these in the text, the model learns to write both sides of the conversation.',
  source: 'Hugging Face, chat templates, 2026',
  reads: ['leftovers'],
  find(look) {
    const rows = look.withBits('leftovers', LEFTOVERS.roleTag);
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'row')} with role tags in a text`,
      fix: [fixStep('strip-role-tags')],
    };
  },
} satisfies HealthRule;
