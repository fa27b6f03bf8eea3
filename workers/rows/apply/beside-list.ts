import type { SurveyedList } from '../../../src/core/recipe/apply-plan.ts';
import type { Beside } from '../../../src/core/recipe/step.ts';
import type { RowSource } from '../../../src/core/version/changes.ts';
import { idsOfRun } from '../../../src/core/version/segments.ts';
import type { OriginValues } from '../../../src/core/version/mark.ts';
import { readOrigins } from '../../../src/store/rows/list-parts.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import { readSources } from '../../../src/store/versions/row-facts.ts';
import type { LoadedVersion } from '../../../src/store/versions/versions.ts';
import { readerOf } from '../open-version.ts';

/** Where the rows of a list come from, and their marks: those of the version that a run began with, and what it has marked since. */
export class BesideList implements Beside {
  readonly #base: LoadedVersion;
  readonly #list: SurveyedList;
  readonly #marked: readonly OriginValues[];
  #origins: Promise<Uint32Array> | undefined;

  constructor(base: LoadedVersion, list: SurveyedList, marked: readonly OriginValues[]) {
    this.#base = base;
    this.#list = list;
    this.#marked = marked;
  }

  async sources(): Promise<(position: number) => RowSource> {
    const [origins, sources] = [await this.#readOrigins(), await readSources(this.#base.datasetId)];
    return (position) => sources.sourceOf(origins[position] ?? 0);
  }

  async mark(name: string): Promise<(position: number) => string | null> {
    const origins = await this.#readOrigins();
    const mark = this.#base.marks.find((each) => each.name === name);
    const codeOf = mark ? await readMark(mark) : () => 0;
    const since = new Map<number, string | null>();
    for (const change of this.#marked.filter((each) => each.name === name)) {
      for (const [at, origin] of change.origins.entries()) {
        since.set(origin, change.dictionary[(change.values[at] ?? 0) - 1] ?? null);
      }
    }
    return (position) => {
      const origin = origins[position] ?? 0;
      const young = since.get(origin);
      return young === undefined ? (mark?.dictionary[codeOf(origin) - 1] ?? null) : young;
    };
  }

  #readOrigins(): Promise<Uint32Array> {
    this.#origins ??= this.#list.idsAt(idsOfRun(0, this.#list.count)).then((ids) => {
      return readOrigins(readerOf(this.#base.datasetId), [{ ids, count: ids.length }]);
    });
    return this.#origins;
  }
}
