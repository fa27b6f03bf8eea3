import { RowTexts } from '../example/row-texts.ts';
import { mayBePrivate, privateKinds, type PrivateKind } from '../suspect/private-text.ts';
import type { Analysis } from './analysis.ts';

/** Bits of what some text of a row has. */
export const PRIVATE_BITS: Readonly<Record<PrivateKind, number>> = {
  email: 1,
  phone: 2,
  card: 4,
  iban: 8,
  ip: 16,
  secret: 32,
};

/** Personal data and secrets: addresses, numbers with their check digits, keys by their known beginnings. */
export default {
  id: 'personal-data',
  version: 1,
  words: 1,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    let bits = 0;
    for (const { text, signs } of RowTexts.for(context).signed(row)) {
      if (!mayBePrivate(text, signs)) continue;
      for (const kind of privateKinds(text)) bits |= PRIVATE_BITS[kind];
    }
    into[at] = bits;
  },
} satisfies Analysis;
