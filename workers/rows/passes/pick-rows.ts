import { ok } from '../../../src/core/failure.ts';
import { idsOfRun } from '../../../src/core/version/segments.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { openVersion, type OpenedVersion } from '../open-version.ts';
import { definePass } from '../define-pass.ts';

export interface PickInput {
  readonly versionId: string;
  /** In the order of the file; null for every row. */
  readonly positions: Uint32Array | null;
}

const CHUNK_BYTES = 8 << 20;
/** Rows that are looked up at a time. */
const BATCH = 65_536;
const NEWLINE = 0x0a;

/**
 * Rows at some positions as a file of JSON Lines: their own bytes, a row a line. They are read in the order of the version,
 * since any other would read blocks again and again, and put into the order that was asked for in memory.
 */
export default definePass({
  id: 'pick-rows',

  async lead({ versionId, positions }: PickInput, team) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const wanted = positions ?? idsOfRun(0, opened.value.version.rowCount);
    team.expect(wanted.length, 'rows');
    const places = idsOfRun(0, wanted.length);
    const isAscending = wanted.every((position, at) => at === 0 || position > (wanted[at - 1] ?? 0));
    if (!isAscending) places.sort((one, other) => (wanted[one] ?? 0) - (wanted[other] ?? 0));
    const read = new Lines();
    for (let from = 0; from < places.length; from += BATCH) {
      const batch = places.subarray(from, from + BATCH).map((place) => wanted[place] ?? 0);
      for await (const part of passRows(opened.value.reader, [await idsAt(opened.value, batch)])) {
        part.each((row) => {
          read.add(row.bytes, row.start, row.end);
        });
        team.progress(read.count, read.count);
      }
    }
    if (isAscending) return ok({ output: read.toBlob() });
    const lineAt = new Uint32Array(places.length);
    for (const [line, place] of places.entries()) lineAt[place] = line;
    const sorted = new Lines();
    for (const line of lineAt) read.copy(line, sorted);
    return ok({ output: sorted.toBlob() });
  },
});

async function idsAt({ list }: OpenedVersion, ascending: Uint32Array): Promise<{ ids: Uint32Array; count: number }> {
  const first = ascending[0] ?? 0;
  const all = await list.ids(first, (ascending.at(-1) ?? 0) - first + 1);
  return { ids: ascending.map((position) => all[position - first] ?? 0), count: ascending.length };
}

/** Lines of bytes, one after another in a few large arrays: a Blob of a million pieces takes seconds. */
class Lines {
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  #filled = CHUNK_BYTES;
  /** For each line its chunk, its start and its end there. */
  readonly #places: number[] = [];

  get count(): number {
    return this.#places.length / 3;
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    const size = end - start + 1;
    let chunk = this.#chunks.at(-1);
    if (!chunk || this.#filled + size > chunk.length) {
      chunk = new Uint8Array(Math.max(CHUNK_BYTES, size));
      this.#close();
      this.#chunks.push(chunk);
      this.#filled = 0;
    }
    chunk.set(bytes.subarray(start, end), this.#filled);
    chunk[this.#filled + size - 1] = NEWLINE;
    this.#places.push(this.#chunks.length - 1, this.#filled, this.#filled + size - 1);
    this.#filled += size;
  }

  /** Adds one of these lines to others. */
  copy(line: number, to: Lines): void {
    const [chunk = 0, start = 0, end = 0] = this.#places.slice(line * 3, line * 3 + 3);
    const bytes = this.#chunks[chunk];
    if (bytes) to.add(bytes, start, end);
  }

  toBlob(): Blob {
    this.#close();
    return new Blob(this.#chunks, { type: 'application/jsonl' });
  }

  /** Cuts the last chunk to what it holds. */
  #close(): void {
    const last = this.#chunks.pop();
    if (last) this.#chunks.push(last.subarray(0, this.#filled));
  }
}
