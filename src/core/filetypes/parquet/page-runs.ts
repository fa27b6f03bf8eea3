/** Bytes that are read one after another. Throws RangeError behind their end, like a DataView. */
export class ByteWalk {
  at: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, at = 0) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  byte(): number {
    return this.#view.getUint8(this.at++);
  }

  word(): number {
    this.at += 4;
    return this.#view.getUint32(this.at - 4, true);
  }

  /** A number in groups of seven bits, the lowest first; as the decoder has it, in 32 bits with a sign. */
  varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
      if (shift > 63) throw new RangeError('a number without an end');
    }
  }

  skip(count: number): void {
    this.at += count;
  }
}

interface RunsOf {
  /** Bits of a value. */
  readonly width: number;
  /** The value to count. */
  readonly max: number;
  /** How many values there are to be. */
  readonly count: number;
}

/** Goes through runs of equal and of packed values: how many are `max`, and how long the longest run says it is. */
export function walkRuns(
  walk: ByteWalk,
  { width, max, count }: RunsOf,
): { readonly found: number; readonly longest: number } {
  let [seen, found, longest] = [0, 0, 0];
  while (seen < count) {
    const header = walk.varint();
    const isPacked = (header & 1) === 1;
    const length = (header >>> 1) * (isPacked ? 8 : 1);
    longest = Math.max(longest, length);
    if (longest > count * 2 + 65_536) return { found, longest };
    if (isPacked) {
      const end = walk.at + (length / 8) * width;
      if (max > 0) found += countPacked(walk, { width, max, count: Math.min(length, count - seen) });
      walk.at = end;
    } else {
      let value = 0;
      for (let at = 0; at < (width + 7) >> 3; at++) value |= walk.byte() << (at << 3);
      if (value === max) found += Math.min(length, count - seen);
    }
    seen += length;
  }
  return { found, longest };
}

function countPacked(walk: ByteWalk, { width, max, count }: RunsOf): number {
  let [bits, held, found] = [0, 0, 0];
  const mask = 2 ** width - 1;
  for (let at = 0; at < count; at++) {
    while (held < width) {
      bits |= walk.byte() << held;
      held += 8;
    }
    if ((bits & mask) === max) found++;
    bits >>>= width;
    held -= width;
  }
  return found;
}

/** Whether lists of differences, one behind the other, are such as a decoder gets through. */
export function checkDeltas(walk: ByteWalk, count: number, lists: number): boolean {
  for (let list = 0; list < lists; list++) {
    const [block, parts] = [walk.varint(), walk.varint()];
    if (!(block > 0 && parts > 0 && parts <= block)) return false;
    walk.varint();
    walk.varint();
    for (let seen = 1; seen < count;) {
      walk.varint();
      const widths = Array.from({ length: parts }, () => walk.byte());
      for (const width of widths) {
        if (width > 64) return false;
        // Parts behind the last value are not there.
        if (seen >= count) break;
        walk.skip((block / parts / 8) * width);
        seen += block / parts;
      }
    }
  }
  return true;
}
