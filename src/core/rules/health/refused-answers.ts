import { ANSWERS } from '../../analyses/answer-faults.ts';
import { counted } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

/** Where more outputs than this refuse, the set teaches when to. */
const MOST = 0.05;

export default {
  id: 'refused-answers',
  severity: 'warn',
  name: 'Refusals',
  checks:
    'Looks at the start of outputs for “As an AI language model” and for English apologies that nothing can be done. Other languages are not recognised. A note only where one output in twenty refuses: then the set teaches it.',
  why: 'A few refusals are enough to make a tuned model refuse harmless questions. Keep those that you want.',
  source: 'ehartford, WizardLM unfiltered, 2023; Lapidary’s phrase list, 2026-11',
  reads: ['answer-faults'],
  find(look) {
    const rows = look.withBits('answer-faults', ANSWERS.refusal);
    if (rows.length === 0) return null;
    return {
      rows,
      title: counted(rows.length, 'output that refuses to answer', 'outputs that refuse to answer'),
      fix: [fixStep('drop-refusals')],
      ...(rows.length > look.rows * MOST && { severity: 'note' }),
    };
  },
} satisfies HealthRule;
