import type { SealedVault } from '../../core/tuning/sealed-vault.ts';
import { database } from '../database.ts';

/** There is one vault. */
const ID = 'vault';

export async function readVault(): Promise<SealedVault | undefined> {
  return database.vault.get(ID);
}

/** Replaces what was sealed before. */
export async function saveVault({ salt, iv, iterations, cipher, made }: SealedVault): Promise<void> {
  await database.vault.put({ id: ID, salt, iv, iterations, cipher, made });
}

export async function removeVault(): Promise<void> {
  await database.vault.delete(ID);
}
