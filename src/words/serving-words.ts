import type { Fallback } from '../core/serving/fallback.ts';
import type { ConfidenceKind } from '../core/serving/confidence.ts';

const percentWords = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** What a fallback does, and whether it is worth having. */
export function fallbackWords({ model, best, expected, rows }: Fallback, name: string): string {
  if (best.asked === 0)
    return `No fallback helps: ${name} alone gets ${percentWords(model)} of ${String(rows)} rows right, and no threshold does better.`;
  const gain = `${percentWords(best.right)} of ${String(rows)} rows right instead of ${percentWords(model)}`;
  const rest = `The base answers ${percentWords(best.asked)} of them, which costs a second request each.`;
  const honest =
    expected > model
      ? `Expect about ${percentWords(expected)} on new rows (chosen on one half, tried on the other).`
      : `On new rows expect no gain: chosen on one half and tried on the other, it gets ${percentWords(expected)}.`;
  return `With a threshold of ${best.threshold.toFixed(2)}: ${gain}. ${rest} ${honest}`;
}

/** How confidence is measured. */
export function confidenceWords(kind: ConfidenceKind): string {
  return kind === 'log-probability'
    ? 'Confidence is the mean probability of an answer’s tokens, as the service gives it.'
    : 'The service gave no log-probabilities. Confidence falls with signs of trouble: refusals, cut-off or repetitive answers, unusual length.';
}
