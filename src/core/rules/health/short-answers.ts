import { ANSWERS } from '../../analyses/answer-faults.ts';
import { ANSWER_WORDS } from '../../analyses/answer-lengths.ts';
import { BLANK_WORDS } from '../../analyses/blanks.ts';
import { counted } from '../../amount.ts';
import { unsaid } from '../../example/mapping.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

const MINIMUM = 3;
/** Where more answers than this are short, or code, being short is no fault. */
const MOST_SHORT = 0.2;
const MOST_CODE = 0.3;

export default {
  id: 'short-answers',
  severity: 'note',
  name: 'Very short outputs',
  checks: `Looks for outputs under ${MINIMUM} words. Says nothing about labels, code, and datasets in which one row in five is that short.`,
  why: 'Among long answers, a few of one or two words teach the model to be curt. Most are accidents.',
  source: 'Zhou et al., “LIMA: Less Is More for Alignment”, 2023',
  reads: ['answer-lengths', 'answer-faults', 'output-hash', 'blanks'],
  find(look) {
    const { format, mapping } = look.facts;
    if (look.classes || (format === undefined && unsaid(mapping).includes('output'))) return null;
    if (look.withBits('answer-faults', ANSWERS.code).length > look.rows * MOST_CODE) return null;
    const lengths = look.words('answer-lengths');
    const short = look.where('answer-lengths', (at) => (lengths[at + ANSWER_WORDS.words] ?? 0) < MINIMUM);
    if (short.length === 0 || short.length > look.rows * MOST_SHORT) return null;
    // Empty ones have a finding of their own, and are not to be counted twice.
    const empty = new Set(look.withBits('blanks', 0xffffffff, BLANK_WORDS.nothing));
    const rows = short.filter((row) => !empty.has(row));
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'output')} under ${MINIMUM} words`,
      fix: [fixStep('drop-short-outputs', { minimum: MINIMUM, unit: 'words' })],
    };
  },
} satisfies HealthRule;
