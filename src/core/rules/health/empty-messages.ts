import { SHAPES } from '../../analyses/turn-shape.ts';
import { counted } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

export default {
  id: 'empty-messages',
  severity: 'block',
  name: 'Empty messages',
  checks: 'Looks for conversations in which one message of a speaker is empty and others are not.',
  why: 'Services reject messages without content.',
  source: 'Google Cloud, supervised tuning for Gemini: dataset format, 2026-09-25',
  reads: ['turn-shape'],
  find(look) {
    const rows = look.withBits('turn-shape', SHAPES.emptyTurn);
    return rows.length === 0 ? null : { rows, title: `${counted(rows.length, 'conversation')} with an empty message` };
  },
} satisfies HealthRule;
