import { isNameLike } from '../analyses/answer-faults.ts';
import {
  type AnswerContract,
  CONTRACT_ROWS,
  CONTRACT_SHARE,
  contractOfForm,
  formOf,
  keepsTo,
  type OutputForm,
} from '../health/output-form-words.ts';
import { contractOfLabels, labelTest, MOST_LABELS } from '../health/label-contract.ts';
import { areClasses } from '../preflight/classes.ts';
import { trim } from '../text/white-space.ts';
import type { Metric, ScoredRow } from './metric.ts';
import { meanOfValues } from './parts/mean.ts';

/**
 * The share of answers that have the keys of JSON with their types, or the headings, or are one of the labels, which the contract
 * of the dataset asks for: the one that was set on the Health page, else what six references in ten have in common. Source: Lapidary, 2026-11.
 */
export default {
  id: 'contract-kept',
  title: 'Keeps to the contract',
  summary: 'Answers with the keys, headings or labels of the output contract, which Health learns or you set there.',
  unit: 'share',
  better: 'higher',
  order: 35,
  measure(rows, { contract }) {
    const held = contract ?? learnContract(rows);
    if (held === null) return null;
    const isLabel = held.kind === 'labels' ? labelTest(held.parts) : null;
    const keeps = (answer: string): boolean => (isLabel ? isLabel(answer) : keepsTo(held, formOf(answer)));
    return meanOfValues(Float64Array.from(rows, ({ answer }) => (answer === null ? NaN : Number(keeps(answer)))));
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
  return usual ? contractOfForm(usual.form) : labelsOf(rows, references);
}

/** The labels, where all references are names of classes. */
function labelsOf(rows: readonly ScoredRow[], labelled: number): AnswerContract | null {
  const labels = new Set<string>();
  for (const { reference } of rows) {
    if (reference === null) continue;
    if (!isNameLike(reference)) return null;
    labels.add(trim(reference));
    if (labels.size > MOST_LABELS) return null;
  }
  return areClasses({ rows: labelled, labelled, labels: labels.size }) ? contractOfLabels([...labels]) : null;
}
