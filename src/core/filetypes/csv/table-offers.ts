import { counted } from '../../amount.ts';
import type { QuarantineDraft, ReadOffer, ReadSettings } from '../settings.ts';
import { dialectOf } from './dialect.ts';
import type { TableNotes } from './table-watch.ts';

/** More than this share of rows in quarantine is no accident. */
const FEW = 0.05;

/** What the first rows of a table came to. */
interface FirstRows {
  readonly rows: number;
  readonly quarantined: readonly QuarantineDraft[];
  readonly notes: TableNotes;
}

/** Other ways to read a table whose first rows go wrong as it is read now. */
export function offersFor(settings: ReadSettings, { rows, quarantined, notes }: FirstRows): readonly ReadOffer[] {
  const offers: ReadOffer[] = [];
  const hasQuotes = dialectOf(settings).quote !== '';
  const open = quarantined.filter(({ reason }) => reason.startsWith('quote opened')).length;
  const long = quarantined.length - open;
  const all = rows + quarantined.length;
  const share = (count: number): string => `${counted(count, 'row')} of the first ${all}`;
  if (long > all * FEW && settings.longRows === 'quarantine')
    offers.push({
      label: 'Keep all cells in extra columns',
      reason: `${share(long)} would go to quarantine: they have more cells than columns.`,
      wanted: { longRows: 'extra columns' },
    });
  const { strayQuotes, longCells } = notes;
  if (hasQuotes && open > all * FEW)
    offers.push({
      label: 'Read quotes as text',
      reason: `${share(open)} would go to quarantine: a quote opens in them that never closes.`,
      wanted: { quote: '' },
    });
  else if (hasQuotes && (strayQuotes || longCells))
    offers.push({
      label: 'Read quotes as text',
      reason: strayQuotes
        ? `A cell in line ${strayQuotes.line} begins with a quote and is not quoted.`
        : `A cell in line ${longCells?.line ?? 0} goes over many lines.`,
      wanted: { quote: '' },
    });
  return offers;
}
