import type { Metric } from './metric.ts';
import { isStructured } from './parts/json-leaves.ts';
import { meanOf } from './parts/mean.ts';

/** The share of answers that a JSON parser takes as they are (RFC 8259), of the rows whose reference is a JSON object or list. */
export default {
  id: 'json-validity',
  title: 'Valid JSON',
  summary: 'Answers that a JSON parser takes as they are. A code fence around them doesn’t count as valid.',
  unit: 'share',
  better: 'higher',
  order: 30,
  measure: (rows) =>
    meanOf(rows, (reference, answer) => (isStructured(reference) ? Number(isStructured(answer)) : null)),
} satisfies Metric;
