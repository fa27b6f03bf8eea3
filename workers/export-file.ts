import type { ExportedFile } from './contract.ts';

/** Bytes that are collected before they go to the browser as a Blob, which keeps large ones on disk. */
const PART_BYTES = 4 << 20;

/** A file in the making. */
export class ExportFile {
  readonly #parts: Blob[] = [];
  readonly #type: string;
  readonly #buffer = new Uint8Array(PART_BYTES);
  #filled = 0;
  #bytes = 0;

  constructor(type: string) {
    this.#type = type;
  }

  write(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + PART_BYTES - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === PART_BYTES) this.#flush();
    }
  }

  finish(rows: number): ExportedFile {
    this.#flush();
    return { blob: new Blob(this.#parts, { type: this.#type }), rows, bytes: this.#bytes };
  }

  #flush(): void {
    if (this.#filled === 0) return;
    this.#parts.push(new Blob([this.#buffer.subarray(0, this.#filled)]));
    this.#filled = 0;
  }
}
