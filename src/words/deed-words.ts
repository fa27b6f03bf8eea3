import type { VersionInfo } from '../core/version/version.ts';
import { effectWords } from './effect-words.ts';

type Deed = Pick<VersionInfo, 'kind' | 'title' | 'log'>;

/** What Undo did: "Undid the edit to row 673." */
export function undidWords(deed: Deed): string {
  return `Undid ${deedWords(deed)}.`;
}

/** What Redo did: "Redid “Remove duplicates” (14 rows dropped)." */
export function redidWords(deed: Deed): string {
  return `Redid ${deedWords(deed)}.`;
}

function deedWords({ kind, title, log }: Deed): string {
  const row = kind === 'edit' ? /^Edited row (\S+)$/.exec(title)?.[1] : undefined;
  if (row !== undefined) return `the edit to row ${row}`;
  return kind === 'apply' ? `“${title}” (${effectWords(log)})` : `“${title}”`;
}
