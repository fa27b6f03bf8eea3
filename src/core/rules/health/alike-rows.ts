import { PROMPT_WORDS } from '../../analyses/prompt-form.ts';
import { counted } from '../../amount.ts';
import { KEY_WORDS } from '../../duplicates/key-index.ts';
import { repeatsOf } from '../../health/health-look.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

const ROLES = ['system', 'input', 'output', 'chosen', 'rejected', 'label'] as const;

/** Other columns, such as an id, may differ. */
const FIX = fixStep(
  'remove-duplicates',
  { columns: ROLES.map((role) => ({ role })), compare: 'normalised', punctuation: false },
  2,
);

export default {
  id: 'alike-rows',
  severity: 'warn',
  name: 'Same input and output',
  checks:
    'Compares system prompt, input and output, ignoring case, spacing and Unicode variants; other columns, such as an id, don’t count. Exact duplicates are not counted here, near-duplicates are on their own page.',
  why: 'Rows that say the same count several times in training, and give away the answer when one is in the validation set.',
  source: 'Lee et al., “Deduplicating Training Data Makes Language Models Better”, 2022',
  reads: ['row-hash', 'input-hash', 'output-hash', 'prompt-form'],
  find(look) {
    const exact = new Set(repeatsOf(look.words('row-hash'), look.rows).rows);
    const [inputs, outputs, prompts] = [look.words('input-hash'), look.words('output-hash'), look.words('prompt-form')];
    const keys = new Uint32Array(inputs.length);
    for (let at = 0; at < keys.length; at++) keys[at] = (inputs[at] ?? 0) ^ Math.imul(outputs[at] ?? 0, 0x9e3779b1);
    const prompt = prompts.length / Math.max(look.rows, 1);
    for (let row = 0; row < look.rows; row++) {
      const at = row * KEY_WORDS;
      keys[at] = (keys[at] ?? 0) ^ (prompts[row * prompt + PROMPT_WORDS.system] ?? 0);
    }
    const rows = repeatsOf(keys, look.rows).rows.filter((row) => !exact.has(row));
    if (rows.length === 0) return null;
    return { rows, title: `${counted(rows.length, 'row')} with the input and output of another`, fix: [FIX] };
  },
} satisfies HealthRule;
