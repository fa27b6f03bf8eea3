import {
  type AnswerContract,
  CONTRACT_ROWS,
  CONTRACT_SHARE,
  contractOfForm,
  formOf,
  keepsTo,
  type OutputForm,
} from '../health/output-form-words.ts';
import type { Metric, ScoredRow } from './metric.ts';
import { meanOfValues } from './parts/mean.ts';

/**
 * The share of answers that have the keys of JSON with their types, or the headings, which the contract of the dataset asks
 * for: the one that was set on the Health page, else what six references in ten have in common. Source: Lapidary, 2026-11.
 */
export default {
  id: 'contract-kept',
  title: 'Keeps to the contract',
  summary: 'Answers with the keys or headings of the output contract, which Health learns or you set there.',
  unit: 'share',
  better: 'higher',
  order: 35,
  measure(rows, { contract }) {
    const held = contract ?? learnContract(rows);
    if (held === null) return null;
    return meanOfValues(
      Float64Array.from(rows, ({ answer }) => (answer === null ? NaN : Number(keepsTo(held, formOf(answer))))),
    );
  },
} satisfies Metric;

function learnContract(rows: readonly ScoredRow[]): AnswerContract | null {
  const counts = new Map<string, { readonly form: OutputForm; count: number }>();
  let references = 0;
  for (const { reference } of rows) {
    if (reference === null) continue;
    references++;
    const form = formOf(reference);
    if (!form) continue;
    const key = JSON.stringify(form);
    const known = counts.get(key) ?? { form, count: 0 };
    known.count++;
    counts.set(key, known);
  }
  if (references < CONTRACT_ROWS) return null;
  const usual = [...counts.values()].find(({ count }) => count >= references * CONTRACT_SHARE);
  return usual ? contractOfForm(usual.form) : null;
}
