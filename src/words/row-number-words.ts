import { counted, grouped } from '../core/amount.ts';

/** The number of a row, from 1, that a text names: "500" or "5,000"; null where the version has no such row. */
export function rowNumberOf(text: string, rowCount: number): number | null {
  const digits = text.trim().replaceAll(',', '');
  const number = /^\d+$/.test(digits) ? Number(digits) : NaN;
  return number >= 1 && number <= rowCount ? number : null;
}

/** Why a row can't be gone to. */
export function noSuchRowWords(text: string, rowCount: number): string {
  const digits = text.trim().replaceAll(',', '');
  const wanted = /^\d+$/.test(digits)
    ? `There is no row ${grouped(Number(digits))}`
    : `“${text.trim()}” is not a row number`;
  return `${wanted}: this version has ${counted(rowCount, 'row')}.`;
}
