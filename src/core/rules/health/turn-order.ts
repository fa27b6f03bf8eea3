import { SHAPES } from '../../analyses/turn-shape.ts';
import { counted } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

const FAULTS = [
  [SHAPES.modelFirst, 'begin with the model'],
  [SHAPES.sameTwice, 'have two messages of one speaker in a row'],
  [SHAPES.notAnswered, 'don’t end with an answer'],
  [SHAPES.lateSystem, 'have a system prompt that isn’t first'],
  [SHAPES.unweighted, 'have no answer to learn from (weight 0)'],
] as const;

export default {
  id: 'turn-order',
  severity: 'block',
  name: 'Order of messages',
  checks:
    'Messages must alternate between user and model, begin with the user and end with the model. A system prompt comes first.',
  why: 'Services reject the file for the first such row. Convert format can join or drop such messages.',
  source: 'Google Cloud, supervised tuning for Gemini: dataset format, 2026-09-25',
  reads: ['turn-shape'],
  find(look) {
    const rows = look.withBits(
      'turn-shape',
      FAULTS.reduce((bits, [bit]) => bits | bit, 0),
    );
    if (rows.length === 0) return null;
    const found = FAULTS.map(([bit, words]) => [words, look.withBits('turn-shape', bit).length] as const);
    return {
      rows,
      title: `${counted(rows.length, 'conversation')} in the wrong order`,
      detail: found.flatMap(([words, count]) => (count > 0 ? [`${count} ${words}`] : [])).join(', '),
    };
  },
} satisfies HealthRule;
