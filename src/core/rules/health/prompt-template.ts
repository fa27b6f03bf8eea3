import { PROMPT_WORDS, TEMPLATE_CHARACTERS } from '../../analyses/prompt-form.ts';
import { counted } from '../../amount.ts';
import { RowTexts } from '../../example/row-texts.ts';
import type { HealthRule } from './health-rule.ts';

/** A template is what at least this many prompts share. */
const SHARE = 0.6;
const MIN_ROWS = 20;

export default {
  id: 'prompt-template',
  severity: 'warn',
  name: 'Prompts without the usual template',
  checks:
    'Where six prompts in ten begin with the same 20 characters or end with the same 12, looks for those that don’t.',
  why: 'Use in production what the model was tuned with. Mixed prompts weaken what it learns for either.',
  source: 'Google Cloud, supervised tuning for Gemini: “match production traffic”, 2026-09-25',
  reads: ['prompt-form'],
  find(look) {
    if (look.rows < MIN_ROWS) return null;
    const words = look.words('prompt-form');
    for (const word of [PROMPT_WORDS.start, PROMPT_WORDS.end]) {
      const usual = look.countValues('prompt-form', word).find(([hash]) => hash !== 0);
      if (!usual || usual[1] < look.rows * SHARE || usual[1] === look.rows) continue;
      const [hash] = usual;
      const isStart = word === PROMPT_WORDS.start;
      const rows = look.where('prompt-form', (at) => words[at + word] !== hash);
      return {
        rows,
        title: `${counted(rows.length, 'prompt')} without the usual ${isStart ? 'beginning' : 'end'}`,
        quote: {
          position: look.where('prompt-form', (at) => words[at + word] === hash)[0] ?? 0,
          of: (row, context) => {
            const [input = ''] = RowTexts.for(context).of(row, 'input');
            const { start, end } = TEMPLATE_CHARACTERS;
            return isStart ? `Most begin with “${input.slice(0, start)}…”` : `Most end with “…${input.slice(-end)}”`;
          },
        },
      };
    }
    return null;
  },
} satisfies HealthRule;
