import type { SealKey } from '../../core/evaluation/blind-session.ts';
import type { Sealed } from '../../core/evaluation/evaluation.ts';

const ALGORITHM = 'AES-GCM';

/** A key that no script can read, only use; it can be stored in this browser and nowhere else. */
export function newSealKey(): Promise<SealKey> {
  return crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Cipher text is as long as its text: in steps of this many bytes it doesn't tell which of two answers it is. */
const STEP_BYTES = 4_096;

/** Any JSON value as cipher text. */
export async function seal(key: SealKey, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = padded(new TextEncoder().encode(JSON.stringify(value)));
  return { iv, cipher: new Uint8Array(await crypto.subtle.encrypt({ name: ALGORITHM, iv }, keyOf(key), bytes)) };
}

/** The value again. Rejects where the key is another one or the text was changed. */
export async function unseal(key: SealKey, { iv, cipher }: Sealed): Promise<unknown> {
  const bytes = await crypto.subtle.decrypt({ name: ALGORITHM, iv }, keyOf(key), cipher);
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** White space at the end changes no JSON. */
function padded(json: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((json.length + 1) / STEP_BYTES) * STEP_BYTES).fill(0x20);
  bytes.set(json);
  return bytes;
}

function keyOf(key: SealKey): CryptoKey {
  // The cast: `newSealKey` made it, and the database gives it back as it was.
  return key as CryptoKey;
}
