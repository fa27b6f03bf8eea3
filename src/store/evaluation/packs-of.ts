import type { EvaluatedModel } from '../../core/evaluation/evaluation.ts';
import type { FewShotPack } from '../../core/few-shot/prompt-pack.ts';
import { isPacked } from '../../core/tuning/model-ref.ts';
import { database } from '../database.ts';

/** The few-shot packs among models, by id; those that are gone are missing. */
export async function packsOf(models: readonly EvaluatedModel[]): Promise<ReadonlyMap<string, FewShotPack>> {
  const ids = models.flatMap(({ ref }) => (isPacked(ref) ? [ref.pack] : []));
  const packs = await database.packs.bulkGet(ids);
  return new Map(packs.flatMap((pack) => (pack ? [[pack.id, pack] as const] : [])));
}
