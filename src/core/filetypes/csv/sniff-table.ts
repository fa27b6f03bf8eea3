import type { Settled, TextHead } from '../file-type.ts';
import type { ReadSettings } from '../settings.ts';
import type { Finding } from '../sniff-encoding.ts';
import { sniffDelimiter, sniffHeaderRow, sniffNewline } from './sniff-dialect.ts';

/** Finds out how a table is to be read; JSON in its cells only once its first rows are there. */
export function sniffTable(
  { text, complete }: TextHead,
  wanted: Partial<ReadSettings>,
  settings: ReadSettings,
): Settled {
  const reasons: string[] = [];
  const choose = <T>(chosen: T | undefined, find: () => Finding<T>): T => {
    if (chosen !== undefined) return chosen;
    const { value, reason } = find();
    reasons.push(reason);
    return value;
  };
  const delimiter = choose(wanted.delimiter, () => sniffDelimiter(text, complete));
  const newline = choose(wanted.newline, () => sniffNewline(text, complete, delimiter));
  const headerRow = choose(wanted.headerRow, () => sniffHeaderRow(text, complete, delimiter, newline));
  const cells = settings.jsonCells === undefined ? {} : { jsonCells: false };
  return { settings: { ...settings, delimiter, newline, headerRow, ...cells }, reasons };
}
