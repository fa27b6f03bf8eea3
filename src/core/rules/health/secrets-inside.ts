import { PRIVATE_BITS } from '../../analyses/personal-data.ts';
import { counted } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

const FIX = fixStep('redact', { email: false, phone: false, card: false, ip: false });

export default {
  id: 'secrets-inside',
  severity: 'block',
  name: 'Secrets',
  checks:
    'Looks for API keys by their known beginnings (Google, AWS, OpenAI, Anthropic, GitHub, GitLab, Slack, Stripe, SendGrid, npm, Hugging Face), tokens (JWT) and private keys. Passwords are not recognised.',
  why: 'A key in a training file is uploaded, learned and can be asked out of the model. Remove it here and revoke it.',
  source: 'GitHub, secret scanning patterns, 2026',
  reads: ['personal-data'],
  find(look) {
    const rows = look.withBits('personal-data', PRIVATE_BITS.secret);
    if (rows.length === 0) return null;
    return { rows, title: `${counted(rows.length, 'row')} with a key or another secret`, fix: [FIX] };
  },
} satisfies HealthRule;
