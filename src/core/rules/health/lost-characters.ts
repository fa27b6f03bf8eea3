import { ODD_CHARACTERS } from '../../analyses/odd-characters.ts';
import { counted } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

export default {
  id: 'lost-characters',
  severity: 'warn',
  name: 'Characters that were lost',
  checks: 'Looks for the replacement character U+FFFD (�), which programs write where they can’t read a byte.',
  why: 'What was there is gone from this file. Import it again with the right encoding, or remove the rows.',
  source: 'Unicode Standard, chapter 23.8, 2025',
  reads: ['odd-characters'],
  find(look) {
    const rows = look.withBits('odd-characters', ODD_CHARACTERS.replacement);
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'row')} with lost characters (�)`,
      fix: [fixStep('drop-matching-rows', { operator: 'contains', value: '\ufffd' })],
    };
  },
} satisfies HealthRule;
