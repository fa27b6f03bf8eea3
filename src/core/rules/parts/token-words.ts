import { grouped } from '../../amount.ts';
import type { Line } from '../rule.ts';

/** "120,000 to 140,000 tokens by estimate, around 131,072". */
export function aroundLimit({ tokens: { low, high }, isCounted }: Line, limit: number): string {
  return `${grouped(low)} to ${grouped(high)} tokens ${basis(isCounted)}, around ${grouped(limit)}`;
}

/** "at least 140,000 tokens by estimate, over 131,072". */
export function overLimit({ tokens: { low }, isCounted }: Line, limit: number): string {
  return `at least ${grouped(low)} tokens ${basis(isCounted)}, over ${grouped(limit)}`;
}

function basis(isCounted: boolean): string {
  return isCounted ? 'by rows that were counted' : 'by estimate';
}
