import type { FewShotPack } from '../../core/few-shot/prompt-pack.ts';
import { database } from '../database.ts';

export async function savePack(pack: FewShotPack): Promise<void> {
  await database.packs.put(pack);
}

export function getPack(id: string): Promise<FewShotPack | undefined> {
  return database.packs.get(id);
}
