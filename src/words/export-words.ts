import { counted, grouped, sized } from '../core/amount.ts';
import type { ConversionReport } from '../core/conversion/trace/report.ts';
import { findFormat } from '../core/formats/index.ts';

/** "All 970 rows can be converted from Alpaca.", or how many can. Made of a report on all rows. */
export function convertibleWords({ rows, sources, written, refused, unchanged }: ConversionReport): string {
  const from = [...sources.keys()].map((id) => findFormat(id)?.title ?? 'plain columns').join(' and ');
  const lost = [...refused.values()].reduce((sum, { count }) => sum + count, 0);
  if (unchanged === rows) return `All ${counted(rows, 'row')} have this format already. They stay as they are.`;
  if (lost > 0) return `${grouped(rows - lost)} of ${counted(rows, 'row')} can be converted from ${from}.`;
  const made = written === rows ? '' : ` They become ${counted(written, 'row')}.`;
  return `${rows === 1 ? 'The row' : `All ${counted(rows, 'row')}`} can be converted from ${from}.${made}`;
}

/** What does not come out at the other end, one line for each field: "422 values of tools are not kept". */
export function lossLines({ fields }: ConversionReport): readonly string[] {
  return [...fields].flatMap(([path, { counts }]) =>
    counts.dropped > 0 ? [`${counted(counts.dropped, 'value')} of ${path} not kept`] : [],
  );
}

/** "873,207 bytes" where the size is known, "about 873 kB" where it is estimated. */
export function sizeWords(bytes: number, exact: boolean): string {
  return exact ? sized(bytes) : `about ${sized(bytes)}`;
}

/** What the rows that files leave out are saved as: the name up to the dot before which the files' names are alike. */
export function leftOutName(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let alike = first.length;
  for (const name of others) while (!name.startsWith(first.slice(0, alike))) alike--;
  const dot = first.slice(0, alike).lastIndexOf('.');
  return dot > 0 ? `${first.slice(0, dot)}-left-out.jsonl` : 'left-out.jsonl';
}
