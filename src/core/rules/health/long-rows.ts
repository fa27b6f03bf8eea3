import { MOST_CHARACTERS, OVER } from '../../analyses/over-limits.ts';
import { counted, grouped } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

const TOKENS = 131_072;
const { input: INPUT, output: OUTPUT } = MOST_CHARACTERS;
/** Of a row: low, likely, high; the likely ones count. */
const LIKELY = 1;

export default {
  id: 'long-rows',
  severity: 'warn',
  name: 'Rows over a service’s limit',
  checks: `Looks for inputs over ${grouped(INPUT)} and outputs over ${grouped(OUTPUT)} characters (Gemini API), and rows over ${grouped(TOKENS)} tokens as estimated (Agent Platform).`,
  why: 'Services cut what is too long, or skip the row without telling you. The target above says which rows it would reject.',
  source: 'ai.google.dev, model tuning, 2025-05; Google Cloud, supervised tuning for Gemini, 2026-09-25',
  reads: ['over-limits', 'tokens'],
  find(look) {
    const [limits, tokens] = [look.words('over-limits'), look.words('tokens')];
    const over = { tokens: 0, input: 0, output: 0 };
    const rows: number[] = [];
    for (let row = 0; row < look.rows; row++) {
      const isOver = {
        tokens: (tokens[row * 3 + LIKELY] ?? 0) > TOKENS,
        input: ((limits[row] ?? 0) & OVER.input) !== 0,
        output: ((limits[row] ?? 0) & OVER.output) !== 0,
      };
      if (isOver.tokens) over.tokens++;
      if (isOver.input) over.input++;
      if (isOver.output) over.output++;
      if (isOver.tokens || isOver.input || isOver.output) rows.push(row);
    }
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'row')} over a service’s limit`,
      severity: over.tokens > 0 ? 'warn' : 'note',
      detail: [
        ...(over.input > 0 ? [`inputs over ${grouped(INPUT)} characters: ${grouped(over.input)}`] : []),
        ...(over.output > 0 ? [`outputs over ${grouped(OUTPUT)} characters: ${grouped(over.output)}`] : []),
        ...(over.tokens > 0 ? [`rows over ${grouped(TOKENS)} tokens: ${grouped(over.tokens)}`] : []),
      ].join(', '),
      fix: [
        ...(over.input > 0
          ? [fixStep('limit-length', { most: INPUT, unit: 'characters', columns: [{ role: 'input' }] })]
          : []),
        ...(over.output > 0
          ? [fixStep('limit-length', { most: OUTPUT, unit: 'characters', columns: [{ role: 'output' }] })]
          : []),
        ...(over.tokens > 0 ? [fixStep('limit-length', { most: TOKENS, unit: 'tokens' })] : []),
      ],
    };
  },
} satisfies HealthRule;
