import { textOf } from './member.ts';
import { parseObject } from './parse-object.ts';
import type { SealedVault } from '../core/tuning/sealed-vault.ts';
import type { Secrets } from './secrets.ts';

/** What OWASP advises for PBKDF2-SHA-256; about a third of a second. */
const ITERATIONS = 600_000;
/** A record that asks for more is not ours, and would only keep the worker busy. */
const MOST_ITERATIONS = 10_000_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;
const VERSION = 'lapidary vault 1';

/** Encrypts secrets with a key made from a passphrase. No two results are alike, not even of the same secrets. */
export async function seal(secrets: Secrets, passphrase: string, origin = globalThis.origin): Promise<SealedVault> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await keyOf(passphrase, salt, ITERATIONS);
  const { geminiKey, accessToken } = secrets;
  const clear = new TextEncoder().encode(JSON.stringify({ geminiKey, accessToken }));
  const cipher = new Uint8Array(await crypto.subtle.encrypt(algorithm(iv, origin), key, clear));
  return { salt, iv, iterations: ITERATIONS, cipher, made: Date.now() };
}

/** The secrets; null for another passphrase, and for a record that was changed or belongs to another site. */
export async function unseal(
  sealed: SealedVault,
  passphrase: string,
  origin = globalThis.origin,
): Promise<Secrets | null> {
  const { salt, iv, iterations, cipher } = sealed;
  if (iterations > MOST_ITERATIONS) return null;
  try {
    const key = await keyOf(passphrase, salt, iterations);
    const clear = parseObject(
      new TextDecoder().decode(await crypto.subtle.decrypt(algorithm(iv, origin), key, cipher)),
    );
    return { geminiKey: textOf(clear, 'geminiKey'), accessToken: textOf(clear, 'accessToken') };
  } catch (error) {
    // What AES-GCM says of a key or a record that doesn't fit, and PBKDF2 of figures that were changed to nonsense.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  // Keyboards compose letters in different ways; it is the same passphrase all the same.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const from = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(from, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * The cipher text opens only for this version on this site: both are authenticated with it. A worker made from a Blob has
 * its page's origin.
 */
function algorithm(iv: Uint8Array<ArrayBuffer>, origin: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`${VERSION} ${origin}`) };
}
