import { counted, grouped } from '../core/amount.ts';
import type { TokenCount } from '../core/tokens/token-count.ts';
import type { TokenRange } from '../core/tokens/estimate-tokens.ts';
import type { ServedModel } from '../core/tuning/model-ref.ts';
import { requestsOf } from '../services/requests.ts';
import { serviceTitle } from './service-choices.ts';
import { dayWords } from './when-words.ts';

/** "≈ 182,000 tokens ± 3 % (counted on 20 rows at Gemini API, 21 Nov 2026)"; without a count the range of the estimate. */
export function tokenWords({ low, likely, high }: TokenRange, count: TokenCount | null): string {
  if (count === null) return `About ${grouped(likely)} tokens (estimated: ${grouped(low)} to ${grouped(high)})`;
  const { rows, service, at, correction } = count;
  const basis = `counted on ${counted(rows, 'row')} at ${serviceTitle(service)}, ${dayWords(at)}`;
  // Rounded up, since the error must not look smaller than it is.
  return `≈ ${counted(likely, 'token')} ± ${String(Math.ceil(correction.margin * 100 - 1e-9))} % (${basis})`;
}

/** What pressing the button sends, and where to. `requestsPerRow`: answers are counted each with its prompt. */
export function sendingWords(
  rows: { readonly sampled: number; readonly all: number },
  requestsPerRow: number,
  model: ServedModel,
): string {
  const what = `${grouped(rows.sampled)} of the ${counted(rows.all, 'row')}, each with its answer`;
  const requests = counted(rows.sampled * requestsPerRow, 'request');
  const name = model.name.slice(model.name.lastIndexOf('/') + 1);
  return `Sends ${what}, to ${name} at ${requestsOf(model.service).hostOf(model)}: ${requests}, free of charge. The rows are chosen by chance among all lengths and kinds of text.`;
}

/** What a count has shown of the estimate. `ratio`: counted tokens for each estimated one. */
export function differenceWords(ratio: number): string {
  const share = Math.round(Math.abs(ratio - 1) * 100);
  if (share === 0) return 'The service makes as many tokens of them as were estimated.';
  return `The service makes ${String(share)} % ${ratio < 1 ? 'fewer' : 'more'} tokens of them than were estimated.`;
}
