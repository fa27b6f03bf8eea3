import { ok } from '../../../src/core/failure.ts';
import type { TextChoice } from '../../../src/core/recipe/step.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import {
  type ColumnProfile,
  joinProfiles,
  ProfileBuilder,
  type ProfilePart,
} from '../../../src/core/view/column-profile.ts';
import { readProfiles, storeProfiles } from '../../../src/store/analyses/profiles.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { definePass } from '../define-pass.ts';
import { openVersion, rangesOf, weighRange } from '../open-version.ts';

export interface ProfileInput {
  readonly versionId: string;
  readonly of: readonly TextChoice[];
}

/** What columns and roles hold over all rows of a version: from the store where they were looked through before. */
export default definePass({
  id: 'profile',

  async open({ versionId, of }: ProfileInput) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version, list, reader } = opened.value;
    const run = async ({ from, count }: RowRange) => {
      const builders = of.map((choice) => new ProfileBuilder(choice, version));
      for await (const part of passRows(reader, list.slices(from, count))) {
        part.each((row) => {
          for (const builder of builders) builder.add(row);
        });
      }
      return ok(builders.map((builder) => builder.finish()));
    };
    return ok({ run });
  },

  async lead({ versionId, of }, team) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const stored = await readProfiles(version, of);
    if (stored) return ok({ output: stored });
    const parts: (readonly ProfilePart[])[] = [];
    team.expect(version.rowCount, 'rows');
    const read = await team.each(rangesOf(opened.value), {
      weigh: weighRange,
      onPart: (part, index) => {
        parts[index] = part;
      },
    });
    if (!read.ok) return read;
    const profiles = of.map((choice, index): ColumnProfile => {
      return joinProfiles(
        choice,
        parts.flatMap((part) => part[index] ?? []),
      );
    });
    await storeProfiles(version, of, profiles);
    return ok({ output: profiles });
  },
});
