import { PROMPT_WORDS } from '../../analyses/prompt-form.ts';
import { counted } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

const SHARE = 0.6;

export default {
  id: 'system-prompts',
  severity: 'note',
  name: 'Missing system prompts',
  checks: 'Where six rows in ten have a system prompt, looks for rows without one.',
  why: 'A model that is tuned with a system prompt should be asked with it. Rows without one blur its effect.',
  source: 'Google Cloud, supervised tuning for Gemini, 2026-09-25',
  reads: ['prompt-form'],
  find(look) {
    const words = look.words('prompt-form');
    const rows = look.where('prompt-form', (at) => words[at + PROMPT_WORDS.system] === 0);
    if (rows.length === 0 || rows.length > look.rows * (1 - SHARE)) return null;
    return { rows, title: `${counted(rows.length, 'row')} without a system prompt` };
  },
} satisfies HealthRule;
