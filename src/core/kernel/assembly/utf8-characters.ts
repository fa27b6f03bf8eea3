/**
 * The offset after the characters beyond ASCII that begin at `at`, as the Unicode standard's table 3-7 has them; 0 where they are
 * malformed. What is beyond `end` is read, but never taken for part of a character.
 */
export function afterCharacters(at: usize, end: usize): usize {
  while (at < end) {
    const lead: u32 = load<u8>(at);
    if (lead < 0x80) return at;
    const second: u32 = load<u8>(at, 1);
    if (!follows(second)) return 0;
    if (lead < 0xe0) {
      if (lead < 0xc2) return 0;
      at += 2;
    } else if (lead < 0xf0) {
      if (!follows(load<u8>(at, 2))) return 0;
      if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f)) return 0;
      at += 3;
    } else {
      if (lead > 0xf4 || !follows(load<u8>(at, 2)) || !follows(load<u8>(at, 3))) return 0;
      if ((lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f)) return 0;
      at += 4;
    }
  }
  return at > end ? 0 : at;
}

function follows(byte: u32): bool {
  return (byte & 0xc0) == 0x80;
}
