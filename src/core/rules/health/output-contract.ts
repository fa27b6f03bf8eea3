import { OUTPUT_KINDS } from '../../analyses/output-form.ts';
import { counted } from '../../amount.ts';
import { RowTexts } from '../../example/row-texts.ts';
import { formOf } from '../../health/output-form-words.ts';
import type { HealthRule } from './health-rule.ts';

/** A contract is what at least so many outputs keep to. */
const SHARE = 0.6;
const MIN_ROWS = 10;
const PARTS_SHOWN = 12;

export default {
  id: 'output-contract',
  severity: 'warn',
  name: 'Outputs of another shape',
  checks:
    'Learns what most outputs have in common, the keys of JSON with the types of their values or the same headings, and looks for outputs that differ. Needs six outputs in ten to agree.',
  why: 'Programs rely on the shape. Each exception makes the model less sure of it.',
  source: 'Google Cloud, controlled generation and tuning, 2026-09-25',
  reads: ['output-form'],
  find(look) {
    if (look.rows < MIN_ROWS) return null;
    const words = look.words('output-form');
    const usual = look.countValues('output-form', 1).find(([form]) => form !== 0);
    if (!usual || usual[1] < look.rows * SHARE) return null;
    const [form] = usual;
    const rows = look.where('output-form', (at) => words[at] !== OUTPUT_KINDS.none && words[at + 1] !== form);
    const position = look.where('output-form', (at) => words[at + 1] === form)[0] ?? 0;
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'output')} of another shape than most`,
      quote: {
        position,
        of: (row, context) => {
          const texts = RowTexts.for(context);
          const parts = formOf(texts.of(row, texts.answerRole(row)).at(-1) ?? '')?.parts ?? [];
          const more = parts.length > PARTS_SHOWN ? ` and ${parts.length - PARTS_SHOWN} more` : '';
          return `Most have ${parts.slice(0, PARTS_SHOWN).join(' · ')}${more}`;
        },
      },
    };
  },
} satisfies HealthRule;
