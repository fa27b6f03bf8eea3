import { grouped } from '../amount.ts';

/** An amount in US dollars in words: small ones keep enough digits to say something. */
export function dollars(amount: number): string {
  if (amount > 0 && amount < 0.01) return 'under $0.01';
  return `$${grouped(Math.floor(amount))}${amount.toFixed(2).slice(-3)}`;
}
