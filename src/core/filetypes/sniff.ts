import type { Settled, TextHead } from './file-type.ts';
import { encodingName } from './encoding/encoding-name.ts';
import { findTextType, type ReadAsText, textTypes } from './index.ts';
import { DEFAULT_SETTINGS, type ReadOffer, type ReadSettings } from './settings.ts';
import { type FoundEncoding, isMostlyUtf8, sniffEncoding } from './sniff-encoding.ts';

/**
 * Finds out how a file is to be read, from its head alone: the name may lie. `wanted` is what the user chose and beats
 * what was found. `complete`: the head is the whole file. Throws RangeError for an encoding that nobody knows.
 */
export function sniff(head: Uint8Array, fileName: string, wanted: Partial<ReadSettings>, complete: boolean): Settled {
  const decode = (label: string): string => new TextDecoder(label).decode(head, { stream: !complete });
  const found = sniffEncoding(head, complete);
  const isGuess = found.others.length > 0;
  // A guess may take a bracket for half of a letter.
  const isBroken = isGuess && wanted.encoding === undefined && isMostlyUtf8(head);
  let text = decode(isBroken ? 'utf-8' : (wanted.encoding ?? found.value));
  const { type, reason } = recognise({ text, fileName, complete }, wanted);
  const better = isGuess ? (type.encodingInSpite?.(head) ?? null) : null;
  const encoding = wanted.encoding ?? (better ?? found).value;
  const settings = { ...DEFAULT_SETTINGS, ...wanted, fileType: type.id, encoding };
  if (better || isBroken) text = decode(encoding);
  const settled = type.settle({ text, fileName, complete }, wanted, settings);
  const whyEncoding = wanted.encoding === undefined ? [(better ?? found).reason] : [];
  const offers = [
    ...(settled.offers ?? []),
    ...(better ? [] : encodingOffers(found, encoding, wanted.encoding !== undefined)),
  ];
  return {
    ...settled,
    reasons: [...whyEncoding, ...(reason === undefined ? [] : [reason]), ...settled.reasons],
    ...(offers.length > 0 ? { offers } : {}),
  };
}

/** A guess has others beside it, also once one of them was chosen. */
function encodingOffers({ value, others }: FoundEncoding, chosen: string, isWanted: boolean): ReadOffer[] {
  if (others.length === 0) return [];
  const all = [value, ...others].filter((encoding) => encoding !== chosen);
  const guess = `${encodingName(chosen)} is a guess: check the letters below.`;
  const reason = isWanted ? 'Other encodings that may fit:' : guess;
  return all.map((encoding, index) => ({
    label: `Read as ${encodingName(encoding)}`,
    ...(index === 0 && { reason }),
    wanted: { encoding },
  }));
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
