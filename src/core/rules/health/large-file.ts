import { sized } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

const FILE = 1_000_000_000;
const REQUEST = 4_000_000;

export default {
  id: 'large-file',
  severity: 'block',
  name: 'Size of the file',
  checks: `Compares the size as JSON Lines with ${sized(FILE)}, the most that the Agent Platform takes, and ${sized(REQUEST)}, the most that fits into a request of the Gemini API.`,
  why: 'The service rejects the file. Take a sample, or split it.',
  source: 'Google Cloud, supervised tuning for Gemini, 2026-09-25; ai.google.dev, model tuning, 2025-05',
  reads: [],
  find({ facts: { bytes } }) {
    if (bytes > FILE) return { rows: 'set', title: `${sized(bytes)}: over the limit of ${sized(FILE)}` };
    if (bytes <= REQUEST) return null;
    return {
      rows: 'set',
      severity: 'note',
      title: `${sized(bytes)}: too large for one request of the Gemini API (${sized(REQUEST)})`,
    };
  },
} satisfies HealthRule;
