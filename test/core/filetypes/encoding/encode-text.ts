/** Encoders of other encodings than UTF-8, made of what the decoder knows. */
const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** A text in an encoding; null where it has a letter that the encoding lacks. */
export function encodeText(text: string, encoding: string): Uint8Array | null {
  let table = tables.get(encoding);
  if (table === undefined) tables.set(encoding, (table = tableOf(encoding)));
  const bytes: number[] = [];
  for (const letter of text) {
    const found = table.get(letter);
    if (found === undefined) return null;
    bytes.push(...found);
  }
  return Uint8Array.from(bytes);
}

function tableOf(encoding: string): Map<string, readonly number[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  // Node 20 decodes Windows-1252 as ISO 8859-1; Windows-1254 has nearly the same signs there.
  const signs = encoding === 'windows-1252' ? new TextDecoder('windows-1254', { fatal: true }) : decoder;
  const table = new Map<string, readonly number[]>();
  const add = (bytes: readonly number[]): boolean => {
    try {
      const isSign = (bytes[0] ?? 0) >= 0x80 && (bytes[0] ?? 0) < 0xa0;
      const letter = (isSign ? signs : decoder).decode(Uint8Array.from(bytes));
      if (Array.from(letter).length === 1 && !table.has(letter)) table.set(letter, bytes);
      return true;
    } catch {
      return false;
    }
  };
  for (let lead = 0; lead < 256; lead++) {
    if (add([lead]) || lead < 0x80) continue;
    for (let trail = 0x40; trail < 256; trail++) add([lead, trail]);
  }
  return table;
}
