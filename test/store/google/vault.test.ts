import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../src/services/vault.ts';
import { database } from '../../../src/store/database.ts';
import { readVault, removeVault, saveVault } from '../../../src/store/google/vault.ts';
import { emptyDatabase } from '../../support/stored.ts';

const SECRETS = { geminiKey: `AIzaCANARY${'k'.repeat(29)}`, accessToken: 'ya29.canary-token' };
const PASSPHRASE = 'a canary of a passphrase';

beforeEach(emptyDatabase);

/** Every byte and text that the database holds, as one text each for the ways that a secret may be spelled. */
async function storedTexts(): Promise<string[]> {
  const records = await Promise.all(database.tables.map((table) => table.toArray() as Promise<unknown[]>));
  const pieces: Buffer[] = [];
  const json = JSON.stringify(records, (_, value: unknown) => {
    if (value instanceof Uint8Array) pieces.push(Buffer.from(value));
    return value;
  });
  return [json, ...pieces.flatMap((bytes) => [bytes.toString('latin1'), bytes.toString('utf16le')])];
}

function canariesIn(texts: readonly string[]): string[] {
  const all = texts.join('\n');
  const words = [...Object.values(SECRETS), PASSPHRASE];
  return [...words, ...words.map((word) => Buffer.from(word).toString('base64'))].filter((word) => all.includes(word));
}

describe('the stored vault', () => {
  it('opens again to the passphrase', async () => {
    await saveVault(await seal(SECRETS, PASSPHRASE));
    const sealed = await readVault();
    expect(await unseal(sealed!, PASSPHRASE)).toEqual(SECRETS);
  });

  it('holds neither a secret nor the passphrase in clear', async () => {
    await saveVault(await seal(SECRETS, PASSPHRASE));
    expect(canariesIn(await storedTexts())).toEqual([]);

    // The same look finds one that was planted.
    const cipher = new Uint8Array(new TextEncoder().encode(SECRETS.geminiKey));
    await saveVault({ ...(await seal(SECRETS, PASSPHRASE)), cipher });
    expect(canariesIn(await storedTexts())).toEqual([SECRETS.geminiKey]);
  });

  it('keeps only the sealed record of what it is given', async () => {
    await saveVault({ ...(await seal(SECRETS, PASSPHRASE)), ...SECRETS });
    expect(canariesIn(await storedTexts())).toEqual([]);
  });

  it('is one: what is sealed later takes its place, and a removed one is gone', async () => {
    await saveVault(await seal(SECRETS, 'first'));
    await saveVault(await seal(SECRETS, 'second'));
    expect(await database.vault.count()).toBe(1);
    expect(await unseal((await readVault())!, 'second')).toEqual(SECRETS);
    await removeVault();
    expect(await readVault()).toBeUndefined();
  });
});
