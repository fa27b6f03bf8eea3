import { askedFields, questionOf } from '../../core/playground/question.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import type { Reader } from '../../jobs/reader.ts';
import type { Bench } from './bench.svelte.ts';
import { readExample } from '../rows/example-preview.ts';
import type { Notices } from '../frame/notices.svelte.ts';

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
  const { turns, expected, calls = [], tools = [] } = questionOf(read.made);
  const { system, before, prompt } = askedFields(turns);
  bench.system = system;
  bench.before = before;
  bench.prompt = prompt;
  bench.expected = expected === null ? null : { text: expected, calls };
  bench.tools = tools;
  bench.row = { versionId: version.id, position };
}
