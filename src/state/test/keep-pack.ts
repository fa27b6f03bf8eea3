import { type FewShotPack, packStart, turnsAfterStart } from '../../core/few-shot/prompt-pack.ts';
import type { Result } from '../../core/failure.ts';
import type { GenerationRequest } from '../../core/tuning/generation.ts';
import { savePack } from '../../store/google/packs.ts';
import type { Google } from '../settings/google.svelte.ts';

/** A kept pack that ends within this is not relied upon. */
const SAFETY_MS = 60_000;

/**
 * The request that goes on from where the service keeps the pack; null where it is not to be kept, can't be, or the prompt has
 * instructions of its own: then the whole pack is sent. Services refuse to keep what is short.
 */
export async function keptRequest(
  pack: FewShotPack,
  request: GenerationRequest,
  google: Google,
): Promise<GenerationRequest | null> {
  // A service takes tools into what it keeps, and not beside it.
  const canKeep = pack.keep && (request.tools ?? []).length === 0;
  const turns = canKeep ? turnsAfterStart(pack, request.turns) : null;
  if (!turns) return null;
  const name = await keptName(pack, google);
  return name === null ? null : { ...request, turns, cached: name };
}

/**
 * Whether an answer refuses what may be due to a pack that is not kept any more: it was dropped early, or by another key or account
 * than those that are held now. Nothing was answered then, so that the whole pack can be sent.
 */
export function mayBeGone(result: Result<unknown>): boolean {
  if (result.ok || result.failure.kind !== 'service') return false;
  const { outcome, status, raw } = result.failure.problem;
  if (outcome !== 'refused') return false;
  return status === 403 || status === 404 || (status === 400 && /cache/i.test(raw));
}

/** Notes that a pack is not kept. */
export async function letGo(pack: FewShotPack): Promise<void> {
  await savePack({ ...pack, kept: null });
}

async function keptName(pack: FewShotPack, google: Google): Promise<string | null> {
  if (pack.kept && pack.kept.ends > Date.now() + SAFETY_MS) return pack.kept.name;
  const kept = await google.call((api) => api.keep(pack.baseModel, packStart(pack), pack.name));
  if (!kept.ok) return null;
  const { name, expireTime } = kept.value;
  await savePack({ ...pack, kept: { name, ends: expireTime === null ? 0 : Date.parse(expireTime) } });
  return name;
}
