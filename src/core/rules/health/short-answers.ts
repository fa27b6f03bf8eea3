import { ANSWERS, SHORT_WORDS } from '../../analyses/answer-faults.ts';
import { BLANK_WORDS } from '../../analyses/blanks.ts';
import { counted } from '../../amount.ts';
import { unsaid } from '../../example/mapping.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

/** Where more answers than this are short, or code, being short is no fault. */
const MOST_SHORT = 0.2;
const MOST_CODE = 0.3;

export default {
  id: 'short-answers',
  severity: 'note',
  name: 'Very short outputs',
  checks: `Looks for outputs under ${SHORT_WORDS} words. Says nothing about labels, code, and datasets in which one row in five is that short.`,
  why: 'Among long answers, a few of one or two words teach the model to be curt. Most are accidents.',
  source: 'Zhou et al., “LIMA: Less Is More for Alignment”, 2023',
  reads: ['answer-faults', 'output-hash', 'blanks'],
  find(look) {
    const { format, mapping } = look.facts;
    if (look.classes || (format === undefined && unsaid(mapping).includes('output'))) return null;
    if (look.withBits('answer-faults', ANSWERS.code).length > look.rows * MOST_CODE) return null;
    const short = look.withBits('answer-faults', ANSWERS.short);
    if (short.length === 0 || short.length > look.rows * MOST_SHORT) return null;
    // Empty ones have a finding of their own, and are not to be counted twice.
    const empty = new Set(look.withBits('blanks', 0xffffffff, BLANK_WORDS.nothing));
    const rows = short.filter((row) => !empty.has(row));
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'output')} under ${SHORT_WORDS} words`,
      fix: [fixStep('drop-short-outputs', { minimum: SHORT_WORDS, unit: 'words' })],
    };
  },
} satisfies HealthRule;
