import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SealedVault } from '../../src/core/tuning/sealed-vault.ts';
import { seal, unseal } from '../../src/services/vault.ts';

const SECRETS = { geminiKey: `AIzaCANARY${'k'.repeat(29)}`, accessToken: 'ya29.canary' };
// A third of a second each, and that is the point of it.
const FEW = { numRuns: 6 };

const secret = fc.option(fc.string({ minLength: 1, unit: 'grapheme' }));
const secrets = fc.record({ geminiKey: secret, accessToken: secret });

function flipBit(bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  const index = at % copy.length;
  copy[index] = copy[index]! ^ (1 << (at % 8));
  return copy;
}

describe('a sealed vault', () => {
  it('gives back to the same passphrase whatever was sealed', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, fc.string({ unit: 'grapheme' }), async (held, passphrase) => {
        expect(await unseal(await seal(held, passphrase), passphrase)).toEqual(held);
      }),
      FEW,
    );
  });

  it('gives nothing to another passphrase', async () => {
    const sealed = await seal(SECRETS, 'correct horse');
    await fc.assert(
      fc.asyncProperty(fc.string(), async (other) => {
        fc.pre(other.normalize('NFKC') !== 'correct horse');
        expect(await unseal(sealed, other)).toBeNull();
      }),
      FEW,
    );
    expect(await unseal(sealed, 'correct horse ')).toBeNull();
  });

  it('gives nothing when any bit of it was changed', async () => {
    const sealed = await seal(SECRETS, 'x');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('salt', 'iv', 'cipher'), fc.nat({ max: 10_000 }), async (part, at) => {
        expect(await unseal({ ...sealed, [part]: flipBit(sealed[part], at) }, 'x')).toBeNull();
      }),
      FEW,
    );
    const short = { ...sealed, cipher: sealed.cipher.slice(0, 3) };
    for (const changed of [short, { ...sealed, iterations: 599_999 }, { ...sealed, iterations: 0 }]) {
      expect(await unseal(changed, 'x')).toBeNull();
    }
  });

  it('does not keep the worker busy for ever with a number that was planted', async () => {
    expect(await unseal({ ...(await seal(SECRETS, 'x')), iterations: 4_000_000_000 }, 'x')).toBeNull();
  });

  it('opens on the site that sealed it only', async () => {
    const sealed = await seal(SECRETS, 'x', 'https://one.example');
    expect(await unseal(sealed, 'x', 'https://other.example')).toBeNull();
    expect(await unseal(sealed, 'x', 'https://one.example')).toEqual(SECRETS);
  });

  it('takes a passphrase however its letters are composed', async () => {
    expect(await unseal(await seal(SECRETS, 'cafe\u0301'), 'caf\u00e9')).toEqual(SECRETS);
  });

  it('is made with at least 600,000 rounds, and with fresh salt and IV', async () => {
    const [one, other] = [await seal(SECRETS, 'x'), await seal(SECRETS, 'x')];
    expect(one.iterations).toBeGreaterThanOrEqual(600_000);
    expect([one.salt.length, one.iv.length]).toEqual([16, 12]);
    for (const part of ['salt', 'iv', 'cipher'] as const) expect(one[part]).not.toEqual(other[part]);
  });

  it('is what any other WebCrypto program opens by the figures that are written down', async () => {
    const sealed: SealedVault = await seal(SECRETS, 'pass', 'https://lapidary.example');
    const { createDecipheriv, pbkdf2Sync } = await import('node:crypto');
    const key = pbkdf2Sync('pass', sealed.salt, sealed.iterations, 32, 'sha256');
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.iv);
    decipher.setAAD(Buffer.from('lapidary vault 1 https://lapidary.example'));
    decipher.setAuthTag(sealed.cipher.slice(-16));
    const clear = Buffer.concat([decipher.update(sealed.cipher.slice(0, -16)), decipher.final()]);
    expect(JSON.parse(clear.toString())).toEqual(SECRETS);
  });
});
