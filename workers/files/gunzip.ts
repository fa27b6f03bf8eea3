import { counted, grouped } from '../../src/core/amount.ts';
import type { ByteSource } from '../../src/core/filetypes/byte-source.ts';

/** A compressed file that can't be unpacked whole: nothing of it is used. */
export class GzipError extends Error {
  override name = 'GzipError';
}

/** A piece of the unpacked file, and how many bytes of the compressed one were read for it. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  readonly at: number;
}

const FEED_BYTES = 128 << 10;
/** Magic, method, flags, time, extra flags, system: RFC 1952 §2.3. */
const HEADER_BYTES = 10;
/** More cannot be held by the browser's database in one go, and hardly by its disk. */
const MAX_UNPACKED_BYTES = 2 ** 32;
/** Text packs to a tenth, repeated text to a hundredth; what packs better than this was made to fill disks. */
export const MAX_RATIO = 200;
/** Up to here a file may pack as well as it likes. */
export const FREE_BYTES = 100 << 20;
/** What looks like a member's header may be data; that often only if somebody means it. */
const MOST_RETRIES = 16;

/** True where these bytes begin a gzip file, whatever its name is. */
export function isGzip(head: Uint8Array): boolean {
  const [first, second, method] = head;
  return first === 0x1f && second === 0x8b && method === 8;
}

/**
 * Unpacks a gzip file of one or several members, piece by piece. Throws GzipError where it is cut, damaged, followed by
 * anything else, or a bomb; pieces may have been handed out before that.
 */
export async function* gunzip(source: ByteSource): AsyncGenerator<Unpacked, void> {
  let unpacked = 0;
  for (let start = 0; start < source.size;) {
    const member = new Member(source, start);
    for await (const piece of member.unpack()) {
      unpacked += piece.bytes.length;
      checkSize(unpacked, piece.at);
      yield piece;
    }
    start = member.end;
  }
}

function checkSize(unpacked: number, packed: number): void {
  if (unpacked > MAX_UNPACKED_BYTES) {
    throw new GzipError(
      `it unpacks to more than 4 GiB (${grouped(unpacked)} bytes so far), which is more than can be read`,
    );
  }
  if (unpacked > FREE_BYTES && unpacked > packed * MAX_RATIO) {
    const sizes = `${counted(packed, 'byte')} became ${counted(unpacked, 'byte')} so far`;
    throw new GzipError(
      `it unpacks to more than ${MAX_RATIO} times its size (${sizes}). Unpack it yourself if you trust it`,
    );
  }
}

/**
 * One member. The browser's decompressor refuses anything behind a member and does not say where that begins; so
 * wherever a header might stand, the member is ended, and begun again if that was wrong.
 */
class Member {
  /** Where the next one begins. */
  end: number;
  readonly #source: ByteSource;
  readonly #start: number;
  /** How far the compressed bytes were read. */
  #at: number;
  readonly #noHeaders = new Set<number>();
  #delivered = 0;
  #readFailure: Error | null = null;

  constructor(source: ByteSource, start: number) {
    this.#source = source;
    this.#start = start;
    this.#at = start;
    this.end = source.size;
  }

  async *unpack(): AsyncGenerator<Unpacked, void> {
    for (;;) {
      try {
        yield* this.#tryOnce(this.#delivered);
        return;
      } catch (error) {
        if (this.#readFailure !== null) throw this.#readFailure;
        if (!(error instanceof Error)) throw error;
        const isAtEnd = this.end === this.#source.size;
        if (isAtEnd || this.#noHeaders.size >= MOST_RETRIES) throw new GzipError(this.#explain(error.message));
        this.#noHeaders.add(this.end);
      }
    }
  }

  async *#tryOnce(known: number): AsyncGenerator<Unpacked, void> {
    const { readable, writable } = new DecompressionStream('gzip');
    const reader = readable.getReader();
    const feeding = this.#feed(writable.getWriter());
    let unpacked = 0;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const fresh = value.subarray(Math.min(value.length, Math.max(0, known - unpacked)));
        unpacked += value.length;
        this.#delivered = Math.max(this.#delivered, unpacked);
        if (fresh.length > 0) yield { bytes: fresh, at: this.#at };
      }
    } finally {
      // Where nobody wants the rest, the feeding ends too.
      await reader.cancel().catch(() => undefined);
      await feeding;
    }
  }

  /** Writes the compressed bytes up to the next header, or to the end of the file. */
  async #feed(writer: WritableStreamDefaultWriter<BufferSource>): Promise<void> {
    try {
      this.end = this.#source.size;
      for (let at = this.#start; at < this.end;) {
        const stop = Math.min(at + FEED_BYTES, this.#source.size);
        // A header may begin in this piece and end in the next.
        const bytes = await this.#read(at, Math.min(stop + HEADER_BYTES, this.#source.size));
        const header = this.#findHeader(bytes, at, stop);
        if (header !== null) this.end = header;
        const end = header ?? stop;
        this.#at = end;
        // The bytes are a buffer of their own, which no other thread shares.
        await writer.write(bytes.subarray(0, end - at) as Uint8Array<ArrayBuffer>);
        at = end;
      }
      await writer.close();
    } catch {
      // The reader's side fails too, and tells.
      await writer.abort().catch(() => undefined);
    }
  }

  async #read(start: number, end: number): Promise<Uint8Array> {
    try {
      return await this.#source.read(start, end);
    } catch (error) {
      this.#readFailure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  /** Where a member's header might be in the bytes from `at` up to `stop`. */
  #findHeader(bytes: Uint8Array, at: number, stop: number): number | null {
    for (let i = bytes.indexOf(0x1f); i >= 0 && at + i < stop; i = bytes.indexOf(0x1f, i + 1)) {
      const place = at + i;
      if (place > this.#start && !this.#noHeaders.has(place) && isHeader(bytes.subarray(i, i + HEADER_BYTES)))
        return place;
    }
    return null;
  }

  #explain(message: string): string {
    const where = `after ${counted(this.#delivered, 'unpacked byte')}`;
    if (/trunc|unexpected end/i.test(message)) return `it is gzip, but cut off: it ends too early, ${where}`;
    if (/junk|trailing|header check/i.test(message))
      return `it is gzip, but something else follows the compressed data, ${where}`;
    return `it is gzip, but damaged ${where}`;
  }
}

/** True where ten bytes are a member's header as programs write it: no reserved flag, a known level and system. */
function isHeader(bytes: Uint8Array): boolean {
  const [, , , flags = 255, , , , , level = 255, system = 254] = bytes;
  return isGzip(bytes) && flags < 32 && [0, 2, 4].includes(level) && (system < 14 || system === 255);
}
