import type { Settled, TextHead } from './file-type.ts';
import { findTextType, type ReadAsText, textTypes } from './index.ts';
import { DEFAULT_SETTINGS, type ReadSettings } from './settings.ts';
import { sniffEncoding } from './sniff-encoding.ts';

/**
 * Finds out how a file is to be read, from its head alone: the name may lie. `wanted` is what the user chose and beats
 * what was found. `complete`: the head is the whole file. Throws RangeError for an encoding that nobody knows.
 */
export function sniff(head: Uint8Array, fileName: string, wanted: Partial<ReadSettings>, complete: boolean): Settled {
  const decode = (label: string): string => new TextDecoder(label).decode(head, { stream: !complete });
  const found = sniffEncoding(head, complete);
  const text = decode(wanted.encoding ?? found.value);
  const { type, reason } = recognise({ text, fileName, complete }, wanted);
  const better = found.value === 'windows-1252' ? (type.encodingInSpite?.(head) ?? null) : null;
  const encoding = wanted.encoding ?? (better ?? found).value;
  const settings = { ...DEFAULT_SETTINGS, ...wanted, fileType: type.id, encoding };
  const whole = { text: better ? decode(encoding) : text, fileName, complete };
  const settled = type.settle(whole, wanted, settings);
  const whyEncoding = wanted.encoding === undefined ? [(better ?? found).reason] : [];
  return { ...settled, reasons: [...whyEncoding, ...(reason === undefined ? [] : [reason]), ...settled.reasons] };
}

/** The type that was chosen, or else the first that knows the text as its own. */
function recognise(
  head: TextHead,
  { fileType }: Partial<ReadSettings>,
): { readonly type: ReadAsText; readonly reason?: string } {
  if (fileType !== undefined) return { type: findTextType(fileType) };
  for (const type of textTypes) {
    const found = type.recognise(head);
    if (found) return { type, ...found };
  }
  throw new Error(`${head.fileName} is of no type at all`);
}
