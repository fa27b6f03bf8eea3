import { counted } from '../../amount.ts';
import type { Failure } from '../../failure.ts';
import type { ReadOffer, ReadSettings } from '../settings.ts';
import { describeMended, type Mended } from './mended.ts';

/** What came of a reading of the head. */
export interface HeadReading {
  readonly rows: readonly string[];
  readonly quarantined: readonly unknown[];
  readonly problem?: Failure;
  readonly counts: { readonly mended?: Mended };
}

/** What is said of a lenient reading, or offered where it would read more. */
export interface LenientWords {
  readonly reasons: readonly string[];
  readonly offers: readonly ReadOffer[];
}

/** `readLeniently`: the same head read again. It is asked only where the strict reading lost something. */
export function lenientWords(
  { fileType, lenient }: ReadSettings,
  found: HeadReading,
  readLeniently: () => HeadReading,
): LenientWords {
  const none = { reasons: [], offers: [] };
  if (fileType === 'csv') return none;
  if (lenient === true) {
    if (!found.counts.mended) return none;
    const reason = `Not JSON as it stands. ${describeMended(found.counts.mended)}.`;
    return { reasons: [], offers: [{ label: 'Read strictly', reason, wanted: { lenient: false } }] };
  }
  if (found.quarantined.length === 0 && !found.problem) return none;
  const other = readLeniently();
  const more = other.rows.length - found.rows.length;
  if (more <= 0) return none;
  // Comments around the rows are passed over: no row is changed by that.
  const mended = other.counts.mended ? `: ${describeMended(other.counts.mended)}` : '';
  return {
    reasons: [],
    offers: [
      {
        label: 'Read anyway',
        reason: `Some of it is not JSON as it stands, but nearly. Read leniently it gives ${counted(more, 'more row')}${mended}.`,
        wanted: { lenient: true },
      },
    ],
  };
}
