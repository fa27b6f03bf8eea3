import type { KnownDuplicates } from '../../src/core/duplicates/duplicate-kinds.ts';
import { keepOrder, listGroups, removableAt, type RowGroups } from '../../src/core/duplicates/group-rows.ts';
import { LEAST_ALIKE } from '../../src/core/duplicates/near/sketch.ts';
import { spellShingles } from '../../src/core/duplicates/near/near-text.ts';
import { planGroups, type Review } from '../../src/core/duplicates/review.ts';
import { hashHex } from '../../src/core/hash/text-hash.ts';
import { Row } from '../../src/core/row/row.ts';
import { rowMatcher } from '../../src/core/text/row-matcher.ts';
import type { DuplicatesReport, GroupPage, GroupQuery, ShownGroup, ShownRow } from '../contracts/duplicates.ts';
import type { OpenedVersion } from './open-version.ts';
import { RowsAt } from './texts-at.ts';
import { shownTexts } from './shown-texts.ts';
import type { SurveyedRows } from './survey-team.ts';
import { wipeWarnings } from './wipe-warnings.ts';

/** Rows of a group that are shown before more are asked for. */
const FIRST_ROWS = 6;
/** The most rows of one group that are shown at once. */
const MOST_ROWS = 500;
/** Hexadecimal digits by which a recipe names a row. */
const NAME_DIGITS = 16;

/** The duplicates of a version, to be looked at group by group. */
export class FoundDuplicates {
  readonly #opened: OpenedVersion;
  readonly #known: KnownDuplicates;
  readonly #origins: Uint32Array;
  readonly #rows: RowsAt;
  /** The last groups that were asked for, and the last search in them. */
  #last: { readonly key: string; readonly groups: RowGroups; readonly listed: Map<number, number[]> } | undefined;
  #search: { readonly key: string; readonly keepers: readonly number[] } | undefined;

  constructor(opened: OpenedVersion, { known, origins }: Pick<SurveyedRows, 'known' | 'origins'>) {
    this.#opened = opened;
    this.#known = known;
    this.#origins = origins;
    this.#rows = new RowsAt(opened);
  }

  report(ignored: readonly number[]): DuplicatesReport {
    const known = this.#known;
    const order = keepOrder(known.count, 'first', known.lengths);
    const removable = ({ keeperOf }: RowGroups): number =>
      keeperOf.reduce((sum, keeper, row) => sum + (keeper === row ? 0 : 1), 0);
    const least = Math.round(LEAST_ALIKE * 100);
    return {
      rows: known.count,
      curve: removableAt(
        known.near,
        Array.from({ length: 101 - least }, (_, at) => (least + at) / 100),
      ),
      removable: {
        exact: removable(known.groups('exact', 1, order)),
        normalised: removable(known.groups('normalised', 1, order)),
        contradictions: removable(known.groups('contradictions', 1, order)),
      },
      crowded: known.near.crowded,
      template: spellShingles(ignored),
      templateSize: ignored.length,
    };
  }

  async page(query: GroupQuery): Promise<GroupPage> {
    const { groups, listed } = this.#groups(query);
    const plan = planGroups(groups, reviewOf(query), '');
    const keepers = await this.#find(query, listed);
    const shown: ShownGroup[] = [];
    for (const keeper of keepers.slice(query.from, query.from + query.count)) {
      const rows = listed.get(keeper) ?? [];
      const most = query.unfolded.includes(keeper) ? MOST_ROWS : FIRST_ROWS;
      // The row that the rule keeps comes first: all others are compared with it.
      const first = [keeper, ...rows.filter((row) => row !== keeper).slice(0, most - 1)];
      shown.push({ keeper, size: rows.length, members: rows, rows: await this.#show(first, groups) });
    }
    const dropped = plan.drop?.rows ?? new Uint32Array(0);
    return {
      groups: listed.size,
      removed: dropped.length,
      found: keepers.length,
      shown,
      warnings: await wipeWarnings(this.#opened, dropped, { origins: this.#origins, labels: this.#known.labels }),
    };
  }

  async names(positions: readonly number[]): Promise<readonly string[]> {
    const texts = await Promise.all(positions.map((position) => this.#rows.text(position)));
    return texts.map((text) => hashHex(text).slice(0, NAME_DIGITS));
  }

  #groups({ kind, alike, keep }: GroupQuery) {
    const key = `${kind} ${alike} ${keep}`;
    if (this.#last?.key !== key) {
      const known = this.#known;
      const groups = known.groups(kind, alike / 100, keepOrder(known.count, keep, known.lengths));
      this.#last = { key, groups, listed: listGroups(groups) };
    }
    return this.#last;
  }

  /** The groups that a search leaves, by their keepers. */
  async #find(query: GroupQuery, listed: ReadonlyMap<number, readonly number[]>): Promise<readonly number[]> {
    const keepers = [...listed.keys()];
    const search = query.search.trim();
    if (search === '') return keepers;
    const key = `${query.kind} ${query.alike} ${query.keep} ${search}`;
    if (this.#search?.key === key) return this.#search.keepers;
    const named = /^#\s*(\d+)$/.exec(search)?.[1];
    const wanted = Number(named) - 1;
    const has = named === undefined ? await this.#rowsWith(search, listed) : (row: number) => row === wanted;
    const found = keepers.filter((keeper) => listed.get(keeper)?.some(has));
    this.#search = { key, keepers: found };
    return found;
  }

  async #rowsWith(search: string, listed: ReadonlyMap<number, readonly number[]>): Promise<(row: number) => boolean> {
    const matches = rowMatcher(search);
    const found = new Set<number>();
    await this.#rows.each([...listed.values()].flat(), (row, position) => {
      if (matches(row)) found.add(position);
    });
    return (row) => found.has(row);
  }

  async #show(positions: readonly number[], { alike, keeperOf }: RowGroups): Promise<ShownRow[]> {
    const { version } = this.#opened;
    return Promise.all(
      positions.map(async (position) => ({
        position,
        alike: keeperOf[position] === position ? 1 : (alike[position] ?? 0),
        texts: shownTexts(new Row(await this.#rows.text(position)), version),
        source: await this.#rows.source(this.#origins[position] ?? 0),
      })),
    );
  }
}

function reviewOf({ preferred, spared }: GroupQuery): Review {
  const [prefers, spares] = [new Set(preferred), new Set(spared)];
  return { prefers: (row) => prefers.has(row), spares: (row) => spares.has(row), settles: () => true };
}
