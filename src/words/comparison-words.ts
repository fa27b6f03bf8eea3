import { counted, grouped } from '../core/amount.ts';
import type { ComparisonCounts } from '../core/version/comparison.ts';
import type { VersionInfo } from '../core/version/version.ts';

/** "3 · Remove duplicates", as a list offers it. */
export function versionName({ number, title }: Pick<VersionInfo, 'number' | 'title'>): string {
  return `${number} · ${title}`;
}

/** What is different between the rows of two versions, as one sentence. */
export function comparisonSentence({ after, changed, removed, added, reordered }: ComparisonCounts): string {
  const order = reordered ? ' Rows that both have are in another order.' : '';
  if (changed + removed + added === 0) return `All ${counted(after, 'row')} are the same.${order}`;
  const parts = [
    [changed, 'changed'],
    [removed, 'removed'],
    [added, 'added'],
  ] as const;
  const words = parts.flatMap(([count, what], index) => {
    if (count === 0) return [];
    const isFirst = parts.slice(0, index).every(([other]) => other === 0);
    return `${isFirst ? counted(count, 'row') : grouped(count)} ${what}`;
  });
  return `${words.join(', ')}; ${grouped(after - changed - added)} are the same.${order}`;
}

/** What is different besides the rows: sentences, none where nothing is. */
export function otherDifferences(before: VersionInfo, after: VersionInfo): readonly string[] {
  const gone = before.columns.filter((column) => !after.columns.includes(column));
  const come = after.columns.filter((column) => !before.columns.includes(column));
  const isMeantOtherwise =
    before.format !== after.format || JSON.stringify(before.mapping) !== JSON.stringify(after.mapping);
  return [
    ...(gone.length > 0 ? [`${counted(gone.length, 'column')} removed: ${gone.join(', ')}.`] : []),
    ...(come.length > 0 ? [`${counted(come.length, 'column')} added: ${come.join(', ')}.`] : []),
    ...(isMeantOtherwise ? ['The format or the columns for input and output differ.'] : []),
  ];
}
