import type { Limits } from '../models/catalogue.ts';
import type { HoldOutSettings } from './hold-out.ts';

const SHARE = 10;
/** This many are enough to tell losses apart, and no service refuses them for being too many. */
const MOST = 1_000;

/**
 * How many rows a form holds out before anybody says otherwise: a tenth, at most 1,000, and none that training can't spare where its
 * service wants a least number of examples. `rows`: those that can be sent; null before they are known.
 */
export function defaultHoldOut(
  rows: number | null,
  { examplesAtLeast, validationAtMost }: Limits,
): Pick<HoldOutSettings, 'by' | 'amount'> {
  if (rows === null) return { by: 'share', amount: SHARE };
  const wanted = Math.round((rows * SHARE) / 100);
  const most = Math.min(MOST, validationAtMost?.value ?? MOST);
  // A set that is too small as it is loses nothing by holding out: the service warns of it in any case.
  const spare = examplesAtLeast && rows >= examplesAtLeast.value ? rows - examplesAtLeast.value : wanted;
  const amount = Math.min(wanted, most, spare);
  return amount === wanted ? { by: 'share', amount: SHARE } : { by: 'count', amount };
}
