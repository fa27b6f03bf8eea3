import { ODD_CHARACTERS } from '../../analyses/odd-characters.ts';
import { counted } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

export default {
  id: 'split-accents',
  severity: 'note',
  name: 'Letters stored in several ways',
  checks: 'Looks for texts that aren’t in Unicode’s form NFC, such as é stored as e and an accent.',
  why: 'The two forms look the same and become different tokens, so duplicates are missed and words are learned twice.',
  source: 'Unicode Standard Annex #15, Normalization Forms, 2025',
  reads: ['odd-characters'],
  find(look) {
    const rows = look.withBits('odd-characters', ODD_CHARACTERS.notComposed);
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'row')} with letters stored in several ways`,
      fix: [fixStep('normalise-unicode')],
    };
  },
} satisfies HealthRule;
