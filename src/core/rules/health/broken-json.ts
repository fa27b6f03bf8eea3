import { ANSWERS } from '../../analyses/answer-faults.ts';
import { counted } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

/** Brackets mean something where this many outputs have them in pairs. */
const MOST_BRACKETS = 0.5;

export default {
  id: 'broken-json',
  severity: 'warn',
  name: 'Broken JSON or brackets',
  checks:
    'Looks for outputs that begin like JSON and can’t be parsed and, where most outputs have brackets, for square and curly ones that don’t pair up.',
  why: 'A program that reads the model’s answers fails on what it learns here.',
  source: 'ECMA-404, the JSON syntax, 2017',
  reads: ['answer-faults'],
  find(look) {
    const withBrackets = look.withBits('answer-faults', ANSWERS.bracket).length;
    const bits = ANSWERS.brokenJson | (withBrackets >= look.rows * MOST_BRACKETS ? ANSWERS.openBracket : 0);
    const rows = look.withBits('answer-faults', bits);
    return rows.length === 0 ? null : { rows, title: `${counted(rows.length, 'output')} with broken JSON or brackets` };
  },
} satisfies HealthRule;
