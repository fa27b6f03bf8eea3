import { PRIVATE_BITS } from '../../analyses/personal-data.ts';
import { counted } from '../../amount.ts';
import type { PrivateKind } from '../../suspect/private-text.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

const KINDS: readonly (readonly [PrivateKind, string])[] = [
  ['email', 'e-mail addresses'],
  ['phone', 'phone numbers'],
  ['card', 'card numbers'],
  ['iban', 'bank accounts'],
  ['ip', 'IP addresses'],
];

export default {
  id: 'private-details',
  severity: 'warn',
  name: 'Personal data',
  checks:
    'Looks for e-mail addresses, phone numbers with a country or area code, card numbers and IBANs with correct check digits, and public IP addresses. Names and postal addresses are not recognised.',
  why: 'Tuned models repeat what they have seen, word for word. Personal data may also not leave your company.',
  source: 'Carlini et al., “Extracting Training Data from Large Language Models”, 2021',
  reads: ['personal-data'],
  find(look) {
    const all = KINDS.reduce((bits, [kind]) => bits | PRIVATE_BITS[kind], 0);
    const rows = look.withBits('personal-data', all);
    if (rows.length === 0) return null;
    const found = KINDS.map(
      ([kind, words]) => [words, look.withBits('personal-data', PRIVATE_BITS[kind]).length] as const,
    );
    return {
      rows,
      title: `${counted(rows.length, 'row')} with personal data`,
      detail: found.flatMap(([words, count]) => (count > 0 ? [`${words}: ${count}`] : [])).join(', '),
      fix: [fixStep('redact', { secret: false })],
    };
  },
} satisfies HealthRule;
