/** Secrets as cipher text: useless without the passphrase, which is stored nowhere. */
export interface SealedVault {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  /** Rounds of PBKDF2-SHA-256 that the key was made with. */
  readonly iterations: number;
  readonly cipher: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970. */
  readonly made: number;
}
