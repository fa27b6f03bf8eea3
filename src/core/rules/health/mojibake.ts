import { ODD_CHARACTERS } from '../../analyses/odd-characters.ts';
import { counted } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

export default {
  id: 'mojibake',
  severity: 'warn',
  name: 'Garbled characters',
  checks: 'Looks for UTF-8 that was read as Windows-1252, such as Ã© for é or â€™ for ’.',
  why: 'The model learns to write the garbled characters, and words with them are other words to it.',
  source: 'Speer, ftfy: fixes text for you, 2019',
  reads: ['odd-characters'],
  find(look) {
    const rows = look.withBits('odd-characters', ODD_CHARACTERS.mojibake);
    if (rows.length === 0) return null;
    return { rows, title: `${counted(rows.length, 'row')} with garbled characters`, fix: [fixStep('repair-mojibake')] };
  },
} satisfies HealthRule;
