import { BLANK_WORDS } from '../../analyses/blanks.ts';
import { counted } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

export default {
  id: 'stray-spaces',
  severity: 'note',
  name: 'Whitespace around texts',
  checks: 'Looks for spaces, tabs and line breaks at the start or end of a text.',
  why: 'The model learns to produce them, and texts that differ only in spaces are not recognised as duplicates.',
  source: 'OpenAI cookbook, data preparation for chat fine-tuning, 2024',
  reads: ['blanks'],
  find(look) {
    const rows = look.withBits('blanks', 0xffffffff, BLANK_WORDS.padded);
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'row')} with stray whitespace`,
      fix: [fixStep('trim-whitespace')],
    };
  },
} satisfies HealthRule;
