import { grouped } from '../../amount.ts';

/** An amount in US dollars in words: small ones keep enough digits to say something. */
export function dollars(amount: number): string {
  if (amount > 0 && amount < 0.01) return 'under $0.01';
  // Rounded before it is taken apart: 0.999 is a dollar, not none.
  const [whole = '', cents = ''] = amount.toFixed(2).split('.');
  return `$${grouped(Number(whole))}.${cents}`;
}
