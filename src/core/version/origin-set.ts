/** Origins of which one bit array knows: 8 KiB each. */
const CHUNK_ORIGINS = 65_536;

/** Finds out whether an origin occurs twice, among millions. */
export class OriginSet {
  readonly #chunks = new Map<number, Uint8Array>();
  #repeats = false;

  /** True once an origin was added a second time. */
  get repeats(): boolean {
    return this.#repeats;
  }

  add(origins: Uint32Array): void {
    let index = -1;
    let bits: Uint8Array = new Uint8Array(0);
    for (const origin of origins) {
      if (origin >>> 16 !== index) {
        index = origin >>> 16;
        bits = this.#chunk(index);
      }
      const at = (origin % CHUNK_ORIGINS) >>> 3;
      const mask = 1 << (origin & 7);
      const known = bits[at] ?? 0;
      if ((known & mask) !== 0) this.#repeats = true;
      bits[at] = known | mask;
    }
  }

  #chunk(index: number): Uint8Array {
    const chunk = this.#chunks.get(index) ?? new Uint8Array(CHUNK_ORIGINS >>> 3);
    this.#chunks.set(index, chunk);
    return chunk;
  }
}
