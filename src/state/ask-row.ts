import { plainPrompt, questionOf, textOf } from '../core/tuning/question.ts';
import type { VersionInfo } from '../core/version.ts';
import type { Reader } from '../jobs/reader.ts';
import type { Bench } from './bench.svelte.ts';
import { readExample } from './example-preview.ts';
import type { Notices } from './notices.svelte.ts';

/** Takes the question of a row over, and keeps its output to compare the answers with. */
export async function askRow(
  bench: Bench,
  reader: Reader,
  notices: Notices,
  version: VersionInfo,
  position: number,
): Promise<void> {
  const row = await notices.run(() => reader.row(version.id, position));
  if (!row) return;
  const read = readExample(row.text, version);
  if ('problem' in read) {
    notices.say('This row can’t be asked.', null, read.problem);
    return;
  }
  const { turns, expected } = questionOf(read.made);
  const plain = plainPrompt(turns);
  const last = turns.at(-1);
  bench.before = plain ? [] : turns.filter(({ role }) => role !== 'system').slice(0, -1);
  bench.system =
    plain?.system ??
    turns
      .filter(({ role }) => role === 'system')
      .map(({ parts }) => textOf(parts))
      .join('\n');
  bench.prompt = plain?.prompt ?? (last && last.role !== 'system' ? textOf(last.parts) : '');
  bench.expected = expected;
  bench.row = { versionId: version.id, position };
}
