/** MurmurHash3 x86_128 with seed 0, as `core/hash/murmur3.ts` has it: writes four words at `into`. */
export function hashBytes(start: usize, end: usize, into: usize): void {
  const length = <u32>(end - start);
  const tail = start + (length & ~15);
  let h1: u32 = 0;
  let h2: u32 = 0;
  let h3: u32 = 0;
  let h4: u32 = 0;
  for (let at = start; at < tail; at += 16) {
    h1 ^= rotl<u32>(load<u32>(at) * 0x239b961b, 15) * 0xab0e9789;
    h1 = (rotl<u32>(h1, 19) + h2) * 5 + 0x561ccd1b;
    h2 ^= rotl<u32>(load<u32>(at, 4) * 0xab0e9789, 16) * 0x38b34ae5;
    h2 = (rotl<u32>(h2, 17) + h3) * 5 + 0x0bcaa747;
    h3 ^= rotl<u32>(load<u32>(at, 8) * 0x38b34ae5, 17) * 0xa1e38b93;
    h3 = (rotl<u32>(h3, 15) + h4) * 5 + 0x96cd1c35;
    h4 ^= rotl<u32>(load<u32>(at, 12) * 0xa1e38b93, 18) * 0x239b961b;
    h4 = (rotl<u32>(h4, 13) + h1) * 5 + 0x32ac3b17;
  }
  if (tail < end) {
    h1 ^= rotl<u32>(wordBefore(tail, end) * 0x239b961b, 15) * 0xab0e9789;
    h2 ^= rotl<u32>(wordBefore(tail + 4, end) * 0xab0e9789, 16) * 0x38b34ae5;
    h3 ^= rotl<u32>(wordBefore(tail + 8, end) * 0x38b34ae5, 17) * 0xa1e38b93;
    h4 ^= rotl<u32>(wordBefore(tail + 12, end) * 0xa1e38b93, 18) * 0x239b961b;
  }
  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 += h2 + h3 + h4;
  h2 += h1;
  h3 += h1;
  h4 += h1;
  h1 = avalanche(h1);
  h2 = avalanche(h2);
  h3 = avalanche(h3);
  h4 = avalanche(h4);
  h1 += h2 + h3 + h4;
  store<u32>(into, h1);
  store<u32>(into, h2 + h1, 4);
  store<u32>(into, h3 + h1, 8);
  store<u32>(into, h4 + h1, 12);
}

/** The word at `at` of which only the bytes before `end` count; the others are 0. */
function wordBefore(at: usize, end: usize): u32 {
  if (at >= end) return 0;
  const word = load<u32>(at);
  const there = <u32>(end - at);
  return there >= 4 ? word : word & ((1 << (8 * there)) - 1);
}

function avalanche(h: u32): u32 {
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}
