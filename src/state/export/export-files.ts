import type { ExportRequest } from '../../jobs/export-version.ts';
import type { ExportChoice } from './export-choice.svelte.ts';
import type { MarkChoice } from './version-marks.ts';

/** One file of a download: what is written to it, and what tells its name from the others'. */
export interface ExportPart {
  readonly request: ExportRequest;
  readonly part: string;
}

/** The most files that one click may download: a browser asks at the second one already. */
export const MOST_FILES = 100;

/** What each file of a download is made of. One where nothing is shared out. */
export function exportParts(
  version: { readonly id: string; readonly rowCount: number },
  choice: ExportChoice,
  marks: readonly MarkChoice[],
): readonly ExportPart[] {
  const { fileType, format, formulaGuard, sources, marks: withMarks, sharing, shardRows } = choice;
  const request: ExportRequest = {
    versionId: version.id,
    fileType,
    format,
    formulaGuard: fileType === 'csv' && formulaGuard,
    ...(sources ? { sources } : {}),
    ...(withMarks && marks.length > 0 ? { marks: withMarks } : {}),
  };
  const mark = marks.find(({ name }) => name === choice.mark) ?? marks[0];
  if (sharing === 'mark' && mark) {
    const named = mark.values.map((value) => ({
      request: { ...request, only: { mark: mark.name, value } },
      part: value,
    }));
    return [...named, { request: { ...request, only: { mark: mark.name, value: null } }, part: `no ${mark.name}` }];
  }
  if (sharing === 'shards' && version.rowCount > shardRows) {
    const count = Math.ceil(version.rowCount / shardRows);
    const digits = String(count).length;
    return Array.from({ length: count }, (_, index) => ({
      request: {
        ...request,
        range: { from: index * shardRows, count: Math.min(shardRows, version.rowCount - index * shardRows) },
      },
      part: `${String(index + 1).padStart(digits, '0')}-of-${count}`,
    }));
  }
  return [{ request, part: '' }];
}
