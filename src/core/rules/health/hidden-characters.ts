import { ODD_CHARACTERS } from '../../analyses/odd-characters.ts';
import { counted } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

export default {
  id: 'hidden-characters',
  severity: 'warn',
  name: 'Control and zero-width characters',
  checks:
    'Looks for control characters, zero-width spaces, soft hyphens and byte order marks. Joiners that scripts and emoji need are fine.',
  why: 'Nobody sees them, but the model does: they split words into odd tokens and come back in answers.',
  source: 'Unicode Technical Report #36, Security Considerations, 2014',
  reads: ['odd-characters'],
  find(look) {
    const rows = look.withBits('odd-characters', ODD_CHARACTERS.control | ODD_CHARACTERS.zeroWidth);
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'row')} with hidden characters`,
      fix: [fixStep('remove-hidden-characters')],
    };
  },
} satisfies HealthRule;
