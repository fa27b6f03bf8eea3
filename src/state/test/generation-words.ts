import type { KnownModel } from '../tune/known-models.ts';
import type { BenchAnswer } from './bench.svelte.ts';
import { baseIdOf } from '../../core/models/base-id.ts';

/**
 * What to know before answers are compared: models of two generations that answered side by side, or one that was answered for by
 * another, because Google sends questions to a retired model on to its successor. null where there is nothing.
 */
export function generationWords(
  models: readonly (KnownModel | null)[],
  answers: readonly (BenchAnswer | null)[],
): string | null {
  const rerouted = models.flatMap((model, column) => {
    const version = answers[column]?.answer?.modelVersion ?? null;
    if (!model || version === null || model.kind === 'tuned') return [];
    const asked = shortId(baseIdOf(model.ref));
    return generationOf(asked) === null || generationOf(asked) === generationOf(version) ? [] : [{ asked, version }];
  });
  const generations = new Set(
    answers.flatMap((answer, column) => generationOfAnswer(models[column] ?? null, answer) ?? []),
  );
  const [first] = rerouted;
  const parts = [
    ...(first
      ? [`You asked ${first.asked}, and ${first.version} answered: Google sends retired models’ questions on.`]
      : []),
    ...(generations.size > 1
      ? [`These answers come from ${[...generations].join(' and ')}: what differs may be the model, not the tuning.`]
      : []),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}

function generationOfAnswer(model: KnownModel | null, answer: BenchAnswer | null): string | null {
  const version = answer?.answer?.modelVersion ?? null;
  if (!model || !answer?.answer) return null;
  // A tuned model is of the generation of its base, whatever its own name is.
  const base =
    model.kind === 'tuned' ? (model.job?.passport?.baseModel ?? model.job?.reading?.baseModel ?? null) : null;
  return generationOf(version === null ? '' : shortId(version)) ?? generationOf(base === null ? '' : shortId(base));
}

/** "gemini-3.5-flash" of "gemini-3.5-flash-002" or "models/gemini-3.5-flash-preview-09"; null for another kind of name. */
function generationOf(id: string): string | null {
  return /^gemini-[\d.]+-(?:flash-lite|flash|pro|[a-z]+)/.exec(shortId(id))?.[0] ?? null;
}

function shortId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
