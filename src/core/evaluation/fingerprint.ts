import { type FewShotPack, packTurns } from '../few-shot/prompt-pack.ts';
import { hashHex } from '../hash/text-hash.ts';
import type { DecisionRequest } from '../judge/decision.ts';
import type { Turn } from '../example/example.ts';
import type { GenerationRequest, GenerationSettings } from '../tuning/generation.ts';
import { isPacked, modelKey, type ModelRef, type ServedModel } from '../tuning/model-ref.ts';

/** What is sent, and to whom. */
export type Ask = Question | DecisionAsk;

interface Question {
  readonly model: ServedModel;
  readonly request: GenerationRequest;
}

interface DecisionAsk {
  readonly model: ServedModel;
  readonly decision: DecisionRequest;
}

/** A question as a model is asked it: a pack's examples go before it. */
export function askOf(
  ref: ModelRef,
  turns: readonly Turn[],
  settings: GenerationSettings,
  packs: ReadonlyMap<string, FewShotPack>,
): Ask | null {
  if (!isPacked(ref)) return { model: ref, request: { turns, settings } };
  const pack = packs.get(ref.pack);
  return pack ? { model: ref.base, request: { turns: packTurns(pack, turns), settings } } : null;
}

/** What an answer is stored under: the same model, settings and words are never asked, and paid, twice. */
export function fingerprintOf(ask: Ask): string {
  const asked = [ask.model.service, modelKey(ask.model)];
  if ('decision' in ask) return hashHex(JSON.stringify([...asked, 'decision', ask.decision]));
  const { settings, turns, tools = [], json = false } = ask.request;
  const sorted = Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1));
  return hashHex(JSON.stringify([...asked, sorted, turns, tools, ...(json ? ['json'] : [])]));
}
