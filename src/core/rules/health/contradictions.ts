import { BLANK_WORDS, roleBit } from '../../analyses/blanks.ts';
import { PROMPT_WORDS } from '../../analyses/prompt-form.ts';
import { counted } from '../../amount.ts';
import { KEY_WORDS, KeyIndex } from '../../duplicates/key-index.ts';
import type { HealthRule } from './health-rule.ts';

export default {
  id: 'contradictions',
  severity: 'warn',
  name: 'Same input, different output',
  checks:
    'Looks for rows whose inputs are equal apart from case and spacing, with the same system prompt, and whose outputs differ.',
  why: 'The model can’t satisfy both, so it learns to guess. For creative tasks several answers are fine: then dismiss this.',
  source: 'Google Cloud, supervised tuning for Gemini: “consistent examples”, 2026-09-25',
  reads: ['input-hash', 'output-hash', 'prompt-form', 'blanks'],
  find(look) {
    const inputs = look.words('input-hash');
    const [outputs, prompts, blanks] = [look.words('output-hash'), look.words('prompt-form'), look.words('blanks')];
    const systemAt = (row: number): number => prompts[row * 3 + PROMPT_WORDS.system] ?? 0;
    // Rows with other system prompts ask for something else.
    const keys = inputs.map((word, at) => (at % KEY_WORDS === 0 ? word ^ systemAt(Math.floor(at / KEY_WORDS)) : word));
    const index = new KeyIndex(keys, look.rows);
    const groups = new Map<number, number[]>();
    for (let row = 0; row < look.rows; row++) {
      if (((blanks[row * 4 + BLANK_WORDS.present] ?? 0) & roleBit('input')) === 0) continue;
      if (((blanks[row * 4 + BLANK_WORDS.nothing] ?? 0) & roleBit('input')) !== 0) continue;
      const first = index.findOrAdd(row);
      if (first !== row) groups.set(first, [...(groups.get(first) ?? [first]), row]);
    }
    const differ = (row: number, other: number): boolean => {
      for (let word = 0; word < KEY_WORDS; word++) {
        if (outputs[row * KEY_WORDS + word] !== outputs[other * KEY_WORDS + word]) return true;
      }
      return false;
    };
    const bad = [...groups.values()].filter((rows) => rows.some((row) => differ(row, rows[0] ?? row)));
    if (bad.length === 0) return null;
    const rows = bad.flat().sort((one, other) => one - other);
    return {
      rows,
      title: `${counted(rows.length, 'row')} with an input that has several outputs`,
      detail: counted(bad.length, 'input'),
    };
  },
} satisfies HealthRule;
