let lastBytes: Uint8Array | undefined;
let lastView: DataView = new DataView(new ArrayBuffer(0));
let otherBytes: Uint8Array | undefined;
let otherView = lastView;

/**
 * A view that reads words of bytes at any place. The last two are kept, since making one costs more than hashing a short
 * row: the rows of a block share its bytes, and what was unescaped or encoded shares another array.
 */
export function viewOf(bytes: Uint8Array): DataView {
  if (bytes === lastBytes) return lastView;
  const found = bytes === otherBytes ? otherView : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  otherBytes = lastBytes;
  otherView = lastView;
  lastBytes = bytes;
  lastView = found;
  return found;
}
