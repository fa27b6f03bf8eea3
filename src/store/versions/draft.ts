import type { VersionDraft } from './commit.ts';
import type { LoadedVersion } from './versions.ts';

/** What a change says of the version that it makes: always its kind, its title and its log. */
type Change = Pick<VersionDraft, 'kind' | 'title' | 'log'> & Partial<VersionDraft>;

/** A draft of the version that follows on `before`: the same but for the change. */
export function draftAfter(before: LoadedVersion, change: Change): VersionDraft {
  const { id: parentId, datasetId, columns, mapping, format, sources, segments, marks } = before;
  const same = { datasetId, parentId, columns, mapping, format, sources, segments, marks };
  return { ...same, id: crypto.randomUUID(), durationMs: 0, ...change };
}
