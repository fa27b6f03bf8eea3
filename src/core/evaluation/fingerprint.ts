import { type FewShotPack, packTurns } from '../few-shot/prompt-pack.ts';
import { hashHex } from '../hash/text-hash.ts';
import type { Turn } from '../example/example.ts';
import type { GenerationRequest, GenerationSettings } from '../tuning/generation.ts';
import { modelKey, type ModelRef, type ServedModel } from '../tuning/model-ref.ts';

/** What is sent, and to whom. */
export interface Ask {
  readonly model: ServedModel;
  readonly request: GenerationRequest;
}

/** A question as a model is asked it: a pack's examples go before it. */
export function askOf(
  ref: ModelRef,
  turns: readonly Turn[],
  settings: GenerationSettings,
  packs: ReadonlyMap<string, FewShotPack>,
): Ask | null {
  if (ref.service !== 'few-shot-pack') return { model: ref, request: { turns, settings } };
  const pack = packs.get(ref.pack);
  return pack ? { model: ref.base, request: { turns: packTurns(pack, turns), settings } } : null;
}

/** What an answer is stored under: the same model, settings and words are never asked, and paid, twice. */
export function fingerprintOf({ model, request }: Ask): string {
  const settings = Object.entries(request.settings).sort(([one], [other]) => (one < other ? -1 : 1));
  return hashHex(JSON.stringify([model.service, modelKey(model), settings, request.turns, request.tools ?? []]));
}
