import { counted, grouped } from '../core/amount.ts';
import type { FieldReport } from '../core/conversion/trace/field-report.ts';
import { type Fate, FATES } from '../core/conversion/trace/matching.ts';
import type { ConversionReport } from '../core/conversion/trace/report.ts';
import { findFormat } from '../core/formats/index.ts';
import { findRule } from '../core/rules/index.ts';

/** One line of the report: what became of some values of a field. */
export interface FateLine {
  readonly fate: Fate | 'empty';
  readonly words: string;
  readonly example: string;
  /** True where a value does not come out at the other end. */
  readonly isLoss: boolean;
}

const VERBS: Readonly<Record<Fate, string>> = {
  kept: 'kept in place',
  moved: 'moved',
  respelled: 'rewritten',
  merged: 'joined into a longer text',
  split: 'split up',
  dropped: 'not kept',
};

/** What became of a field's values, a line for each fate that there was. */
export function fateWords({ counts, empty, into, examples }: FieldReport): FateLine[] {
  const places = [...into.keys()];
  const where = places.length === 0 ? '' : ` to ${places.slice(0, 3).join(', ')}${places.length > 3 ? ' …' : ''}`;
  const lines = FATES.filter((fate) => counts[fate] > 0).map((fate): FateLine => {
    const example = examples[fate];
    return {
      fate,
      words: `${grouped(counts[fate])} × ${VERBS[fate]}${fate === 'kept' || fate === 'dropped' ? '' : where}`,
      example: example ? [example.value, example.into?.value ?? example.value].filter(isNew).join(' → ') : '',
      isLoss: fate === 'dropped',
    };
  });
  if (empty > 0)
    lines.push({ fate: 'empty', words: `${grouped(empty)} × empty, left out`, example: '', isLoss: false });
  return lines;
}

function isNew(text: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(text) === index;
}

/** In which formats rows were read, and what is written. */
export function sourceWords({ rows, sources, unchanged, written }: ConversionReport): string {
  const read = [...sources].map(([id, count]) => {
    const title = findFormat(id)?.title ?? 'columns';
    return count === rows ? title : `${title} (${grouped(count)})`;
  });
  const same = unchanged > 0 ? ` ${counted(unchanged, 'row')} already have it and stay as they are.` : '';
  const all = written === rows ? `All ${counted(written, 'row')}` : `${grouped(written)} of ${counted(rows, 'row')}`;
  return `${all} can be converted from ${read.join(', ')}.${same}`;
}

/** What the way back gave. */
export function proofWords({ proof: { equal, different, impossible } }: ConversionReport): string {
  const words = [`Round trip: ${counted(equal, 'row converts', 'rows convert')} back exactly`];
  if (different > 0) words.push(`${grouped(different)} ${different === 1 ? 'doesn’t' : 'don’t'}`);
  if (impossible > 0) words.push(`${grouped(impossible)} can’t be converted back`);
  return `${words.join(', ')}.`;
}

/** What becomes of rows that can't be converted. */
export function leftOutWords(isExport: boolean): string {
  return isExport
    ? 'Rows that can’t be converted are left out of the file. They stay in the dataset, and the download lists them:'
    : 'Rows that can’t be converted are removed, and kept with the reason in History:';
}

/** What Tune would say of the rows, errors first. */
export function toldLines({ told }: ConversionReport): readonly { title: string; count: number; detail: string }[] {
  const lines = [...told].map(([id, { count, detail }]) => {
    const rule = findRule(id);
    return { title: rule?.title ?? id, isError: rule?.level === 'error', count, detail };
  });
  return lines.toSorted((one, other) => Number(other.isError) - Number(one.isError));
}
