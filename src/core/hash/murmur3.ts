import { viewOf } from './byte-view.ts';

/**
 * MurmurHash3 x86_128 (Austin Appleby, public domain): fast and well spread, 128 bits, 32-bit arithmetic only. It tells
 * equal from unequal; it is no protection against someone who builds collisions on purpose.
 * A state is four words of an array, the final hash in their place.
 */

const C1 = 0x239b961b;
const C2 = 0xab0e9789 | 0;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93 | 0;

/** Hashes `bytes[start, end)` and writes four 32-bit words into `into` from index `at`. */
export function hashBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  into: Uint32Array,
  at: number,
  seed = 0,
): void {
  into.fill(seed, at, at + 4);
  const tail = start + ((end - start) & ~15);
  const view = viewOf(bytes);
  mixBytes(view, start, tail, into, at);
  if (tail < end) {
    const k1 = lastWord(view, tail, end);
    const k2 = lastWord(view, tail + 4, end);
    mixTail(into, at, k1, k2, lastWord(view, tail + 8, end), lastWord(view, tail + 12, end));
  }
  finish(into, at, end - start);
}

/** Mixes the blocks of 16 bytes from `start` up to `end` into a state. */
export function mixBytes(view: DataView, start: number, end: number, into: Uint32Array, at: number): void {
  // Typed-array reads out of bounds give undefined, which the compiler must be told can't happen.
  let h1 = (into[at] ?? 0) | 0;
  let h2 = (into[at + 1] ?? 0) | 0;
  let h3 = (into[at + 2] ?? 0) | 0;
  let h4 = (into[at + 3] ?? 0) | 0;
  let k = 0;
  for (let i = start; i < end; i += 16) {
    // The four rounds written out: as calls they cost a quarter of a run before the optimiser takes them in.
    k = Math.imul(view.getInt32(i, true), 0x239b961b);
    h1 ^= Math.imul((k << 15) | (k >>> 17), 0xab0e9789);
    h1 = (Math.imul(((h1 << 19) | (h1 >>> 13)) + h2, 5) + 0x561ccd1b) | 0;
    k = Math.imul(view.getInt32(i + 4, true), 0xab0e9789);
    h2 ^= Math.imul((k << 16) | (k >>> 16), 0x38b34ae5);
    h2 = (Math.imul(((h2 << 17) | (h2 >>> 15)) + h3, 5) + 0x0bcaa747) | 0;
    k = Math.imul(view.getInt32(i + 8, true), 0x38b34ae5);
    h3 ^= Math.imul((k << 17) | (k >>> 15), 0xa1e38b93);
    h3 = (Math.imul(((h3 << 15) | (h3 >>> 17)) + h4, 5) + 0x96cd1c35) | 0;
    k = Math.imul(view.getInt32(i + 12, true), 0xa1e38b93);
    h4 ^= Math.imul((k << 18) | (k >>> 14), 0x239b961b);
    h4 = (Math.imul(((h4 << 13) | (h4 >>> 19)) + h1, 5) + 0x32ac3b17) | 0;
  }
  into[at] = h1;
  into[at + 1] = h2;
  into[at + 2] = h3;
  into[at + 3] = h4;
}

/** Mixes one block of four words into a state. */
export function mixWords(into: Uint32Array, at: number, k1: number, k2: number, k3: number, k4: number): void {
  const h2 = (into[at + 1] ?? 0) | 0;
  const h3 = (into[at + 2] ?? 0) | 0;
  const h4 = (into[at + 3] ?? 0) | 0;
  const h1 = round1((into[at] ?? 0) | 0, k1, h2);
  into[at] = h1;
  into[at + 1] = round2(h2, k2, h3);
  into[at + 2] = round3(h3, k3, h4);
  into[at + 3] = round4(h4, k4, h1);
}

/** The word at `at` of which only the bytes before `end` are there; the others are 0. */
export function lastWord(view: DataView, at: number, end: number): number {
  const there = end - at;
  if (there >= 4) return view.getInt32(at, true);
  if (there <= 0) return 0;
  // Nearly always something follows, which is read along and cut off.
  if (at + 4 <= view.byteLength) return view.getInt32(at, true) & ((1 << (8 * there)) - 1);
  let word = 0;
  for (let byte = 0; byte < there; byte++) word |= view.getUint8(at + byte) << (8 * byte);
  return word;
}

function scramble1(k: number): number {
  const product = Math.imul(k, C1);
  return Math.imul((product << 15) | (product >>> 17), C2);
}

function scramble2(k: number): number {
  const product = Math.imul(k, C2);
  return Math.imul((product << 16) | (product >>> 16), C3);
}

function scramble3(k: number): number {
  const product = Math.imul(k, C3);
  return Math.imul((product << 17) | (product >>> 15), C4);
}

function scramble4(k: number): number {
  const product = Math.imul(k, C4);
  return Math.imul((product << 18) | (product >>> 14), C1);
}

/** Lane 1 of a block: `h` with the word `k`, then with its neighbour. */
function round1(h: number, k: number, neighbour: number): number {
  const mixed = h ^ scramble1(k);
  return (Math.imul(((mixed << 19) | (mixed >>> 13)) + neighbour, 5) + 0x561ccd1b) | 0;
}

/** Lane 2 of a block. */
function round2(h: number, k: number, neighbour: number): number {
  const mixed = h ^ scramble2(k);
  return (Math.imul(((mixed << 17) | (mixed >>> 15)) + neighbour, 5) + 0x0bcaa747) | 0;
}

/** Lane 3 of a block. */
function round3(h: number, k: number, neighbour: number): number {
  const mixed = h ^ scramble3(k);
  return (Math.imul(((mixed << 15) | (mixed >>> 17)) + neighbour, 5) + 0x96cd1c35) | 0;
}

/** Lane 4 of a block; its neighbour is the new lane 1. */
function round4(h: number, k: number, neighbour: number): number {
  const mixed = h ^ scramble4(k);
  return (Math.imul(((mixed << 13) | (mixed >>> 19)) + neighbour, 5) + 0x32ac3b17) | 0;
}

function mixTail(into: Uint32Array, at: number, k1: number, k2: number, k3: number, k4: number): void {
  into[at] = (into[at] ?? 0) ^ scramble1(k1);
  into[at + 1] = (into[at + 1] ?? 0) ^ scramble2(k2);
  into[at + 2] = (into[at + 2] ?? 0) ^ scramble3(k3);
  into[at + 3] = (into[at + 3] ?? 0) ^ scramble4(k4);
}

/** Turns a state that has taken in `length` bytes into its hash. */
export function finish(into: Uint32Array, at: number, length: number): void {
  for (let lane = at; lane < at + 4; lane++) into[lane] = (into[lane] ?? 0) ^ length;
  addLanes(into, at);
  for (let lane = at; lane < at + 4; lane++) into[lane] = avalanche(into[lane] ?? 0);
  addLanes(into, at);
}

function addLanes(into: Uint32Array, at: number): void {
  const sum = (into[at] ?? 0) + (into[at + 1] ?? 0) + (into[at + 2] ?? 0) + (into[at + 3] ?? 0);
  into[at] = sum;
  for (let lane = at + 1; lane < at + 4; lane++) into[lane] = (into[lane] ?? 0) + sum;
}

function avalanche(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
