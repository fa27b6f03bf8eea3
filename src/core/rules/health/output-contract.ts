import { counted } from '../../amount.ts';
import { breakContract, contractOf } from '../../health/answer-contract.ts';
import type { HealthRule } from './health-rule.ts';

const PARTS_SHOWN = 12;

export default {
  id: 'output-contract',
  severity: 'warn',
  name: 'Outputs of another shape',
  checks:
    'Learns what most outputs have in common, the keys of JSON with the types of their values or the same headings, and looks for outputs that differ. Needs six outputs in ten to agree, unless you set the contract yourself. Labels are held against those that you allow.',
  why: 'Programs rely on the shape. Each exception makes the model less sure of it.',
  source: 'Google Cloud, controlled generation and tuning, 2026-09-25',
  reads: ['output-form', 'output-hash', 'answer-faults'],
  find(look) {
    const known = contractOf(look);
    // Labels that are only rare are another rule's.
    if (!known || (known.contract.kind === 'labels' && !known.isOwn)) return null;
    const { rows, unknown } = breakContract(look);
    if (rows.length === 0) return null;
    const { contract, isOwn } = known;
    const isOfLabels = contract.kind === 'labels';
    const lead = isOwn ? (isOfLabels ? 'Allowed: ' : 'The contract has ') : 'Most have ';
    const names = contract.parts.map(({ name, required }) => (required || isOfLabels ? name : `${name} (optional)`));
    const more = names.length > PARTS_SHOWN ? ` and ${names.length - PARTS_SHOWN} more` : '';
    const parts = `${names.slice(0, PARTS_SHOWN).join(' · ')}${more}`;
    const skipped = unknown === 0 ? '' : `. Not compared: ${counted(unknown, 'output')} of rare shapes`;
    return {
      rows,
      title: isOfLabels
        ? `${counted(rows.length, 'output')} with a label that is not allowed`
        : `${counted(rows.length, 'output')} of another shape than ${isOwn ? 'the contract says' : 'most'}`,
      detail: `${lead}${parts}${skipped}`,
    };
  },
} satisfies HealthRule;
