import { fail, ok, type Result } from '../../../src/core/failure.ts';
import { areClasses } from '../../../src/core/preflight/classes.ts';
import { Row } from '../../../src/core/row/row.ts';
import { findLeaks, LEAK_KINDS, type Leak, type LeakKind } from '../../../src/core/split/leaks.ts';
import { SPLIT_MARK, SPLIT_SIDES, type SplitSide } from '../../../src/core/split/split-mark.ts';
import { type SplitRows, splitRows } from '../../../src/core/split/sides.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { getDataset } from '../../../src/store/datasets.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import { getVersion } from '../../../src/store/versions/versions.ts';
import type {
  LeakPage,
  LeakQuery,
  ShownLeak,
  SplitPreview,
  SplitReport,
  SplitSettings,
} from '../../contracts/split.ts';
import type { OpenedVersion } from '../open-version.ts';
import { readSplit } from './read-split.ts';
import { RowsAt } from '../texts-at.ts';
import { LABEL_WORD, SIDE_WORDS } from '../side-words.ts';
import { shownTexts } from '../shown-texts.ts';
import type { SurveyedRows } from '../survey-team.ts';

/** The extras are the words of `SideWords`. */
interface Surveyed extends SurveyedRows {
  /** The names of labels by their hashes. */
  readonly labels: ReadonlyMap<number, string>;
}

/** Rows of a dataset (and of another one behind them) that can be split again and again, and searched for what sides share. */
export class SplittableRows {
  readonly #versions: readonly OpenedVersion[];
  readonly #surveyed: Surveyed;
  /** Of the first version, as `splitRows` gives them: what its mark says, 0 for none. */
  readonly #sides: Uint8Array;
  readonly #names: readonly string[];
  readonly #otherName: string;
  /** Labels from the largest on, by their hashes; none where they are no classes. */
  readonly #labels: readonly number[];
  #leaks: { readonly key: string; readonly found: readonly Leak[] } | undefined;
  /** What was counted last is what is stored next: it is kept. */
  #last: { readonly key: string; readonly split: SplitRows } | undefined;

  private constructor(
    versions: readonly OpenedVersion[],
    surveyed: Surveyed,
    { sides, otherName }: { readonly sides: Uint8Array; readonly otherName: string },
  ) {
    this.#versions = versions;
    this.#surveyed = surveyed;
    this.#sides = sides;
    this.#otherName = otherName;
    this.#names = ['', ...SPLIT_SIDES];
    this.#labels = this.#countLabels();
  }

  static async of(versions: readonly OpenedVersion[], surveyed: Surveyed): Promise<SplittableRows> {
    const [own, other] = versions;
    if (!own) throw new Error('no version is open');
    const sides = await readSplit(own.version, surveyed.origins.subarray(0, own.version.rowCount));
    const otherName = other ? ((await getDataset(other.version.datasetId))?.name ?? '') : '';
    return new SplittableRows(versions, surveyed, { sides, otherName });
  }

  get #rows(): number {
    return this.#sides.length;
  }

  report(): SplitReport {
    const marked = countSides(this.#sides);
    const unmarked = this.#sides.reduce((sum, side) => sum + (side === 0 ? 1 : 0), 0);
    return {
      rows: this.#rows,
      labels: this.#labels.length,
      marked: unmarked === this.#rows ? null : marked,
      unmarked,
    };
  }

  preview(settings: SplitSettings): SplitPreview {
    const { sides, groups, largest, moved } = this.#split(settings);
    const byLabel = new Map(this.#labels.map((label): [number, number[]] => [label, [0, 0, 0, 0]]));
    if (settings.balanced) {
      for (let row = 0; row < sides.length; row++) {
        const counts = byLabel.get(this.#labelAt(row));
        const side = sides[row] ?? 0;
        if (counts) counts[side] = (counts[side] ?? 0) + 1;
      }
    }
    return {
      sides: countSides(sides),
      labels: !settings.balanced
        ? []
        : [...byLabel].map(([label, [, train = 0, validation = 0, test = 0]]) => ({
            label: this.#surveyed.labels.get(label) ?? '',
            sides: { train, validation, test },
          })),
      groups,
      largest,
      moved,
    };
  }

  /** Stores a split as the mark, by origin. */
  async save(settings: SplitSettings): Promise<Result<VersionInfo>> {
    const [own] = this.#versions;
    if (!own) throw new Error('no version is open');
    const dataset = await getDataset(own.version.datasetId);
    if (!dataset) return fail({ kind: 'dataset-gone' });
    // The rows that were looked at are those of the head, or the split would be of other rows.
    if (dataset.headId !== own.version.id) return fail({ kind: 'head-moved' });
    const head = await getVersion(dataset.headId);
    if (!head) return fail({ kind: 'storage-lost', what: 'this version' });
    const { sides } = this.#split(settings);
    const changed = Uint32Array.from(sides.keys()).filter((row) => sides[row] !== this.#sides[row]);
    if (changed.length === 0) return ok(head);
    const values = Uint16Array.from(changed, (row) => sides[row] ?? 0);
    return setMark(dataset.id, dataset.seq, { name: SPLIT_MARK, dictionary: SPLIT_SIDES, rows: changed, values });
  }

  async leaks(query: LeakQuery): Promise<LeakPage> {
    const sides = this.#sidesBetween(query.between);
    const key = `${query.between} ${query.near}`;
    if (this.#leaks?.key !== key) {
      this.#leaks = { key, found: findLeaks(this.#surveyed.known, sides, query.near / 100) };
    }
    const { found } = this.#leaks;
    const countOf = (kind: LeakKind): number => found.reduce((sum, leak) => sum + (leak.kind === kind ? 1 : 0), 0);
    const [exact, normalised, near] = LEAK_KINDS.map(countOf);
    return {
      rows: sides.reduce((sum, side) => sum + (side > 1 ? 1 : 0), 0),
      counts: { exact: exact ?? 0, normalised: normalised ?? 0, near: near ?? 0 },
      shown: await Promise.all(
        found.slice(query.from, query.from + query.count).map((leak) => this.#show(leak, sides, query.between)),
      ),
    };
  }

  /** The split by these settings, made anew only where the last one was by others. */
  #split({ by, validation, test, seed, balanced, near, keeps }: SplitSettings): SplitRows {
    const key = JSON.stringify([by, validation, test, seed, balanced, near, keeps]);
    if (this.#last?.key !== key) {
      this.#last = { key, split: this.#divide({ by, validation, test, seed, balanced, near, keeps }) };
    }
    return this.#last.split;
  }

  #divide({ keeps, balanced, near, ...sizes }: SplitSettings): SplitRows {
    const { known, inputKeys, origins, extras } = this.#surveyed;
    const rows = this.#rows;
    const own = (numbers: Uint32Array, width = 1): Uint32Array => numbers.subarray(0, rows * width);
    const groups = new Map<string, number>();
    const sameGroup = Uint32Array.from({ length: rows }, (_, row) => {
      const [one, two] = [extras[row * SIDE_WORDS] ?? 0, extras[row * SIDE_WORDS + 1] ?? 0];
      if (one === 0) return row;
      const key = `${one} ${two}`;
      const first = groups.get(key) ?? row;
      groups.set(key, first);
      return first;
    });
    const joins = [known.firstOf('exact'), known.firstOf('normalised'), known.sameInput, sameGroup];
    const links: number[] = [];
    if (near !== null) {
      joins.push(known.near.firstOf);
      for (const [at, alike] of known.near.alike.entries()) {
        const [one, other] = [known.near.pairs[at * 2] ?? 0, known.near.pairs[at * 2 + 1] ?? 0];
        if (alike >= near / 100 - 1e-9 && one < rows && other < rows) links.push(one, other);
      }
    }
    const labels = balanced && this.#labels.length > 0 ? this.#labelCodes() : null;
    const held = {
      keys: this.#sideKeys(inputKeys),
      origins: own(origins),
      labels,
      excluded: null,
      joins: joins.map((firsts) => own(firsts)),
      links: Uint32Array.from(links),
    };
    return splitRows(held, sizes, keeps ? this.#sides : null);
  }

  /** A row without an input goes by its position. */
  #sideKeys(keys: Uint32Array): Uint32Array {
    const own = keys.slice(0, this.#rows * 2);
    for (let row = 0; row < this.#rows; row++) {
      if (own[row * 2] === 0 && own[row * 2 + 1] === 0) own[row * 2 + 1] = row + 1;
    }
    return own;
  }

  #labelCodes(): Uint16Array {
    const codes = new Map(this.#labels.map((label, index) => [label, index + 1]));
    return Uint16Array.from({ length: this.#rows }, (_, row) => codes.get(this.#labelAt(row)) ?? 0);
  }

  #countLabels(): number[] {
    const counts = new Map<number, number>();
    let labelled = 0;
    for (let row = 0; row < this.#rows; row++) {
      const label = this.#labelAt(row);
      if (label === 0) continue;
      labelled++;
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    if (!areClasses({ rows: this.#rows, labelled, labels: counts.size })) return [];
    return [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([label]) => label);
  }

  #labelAt(row: number): number {
    return this.#surveyed.extras[row * SIDE_WORDS + LABEL_WORD] ?? 0;
  }

  /** Sides of all rows: this dataset's own, or 1 for them and 2 for the other dataset's. */
  #sidesBetween(between: LeakQuery['between']): Uint8Array {
    const sides = new Uint8Array(this.#surveyed.origins.length);
    if (between === 'split') sides.set(this.#sides);
    else sides.fill(1, 0, this.#rows).fill(2, this.#rows);
    return sides;
  }

  async #show(leak: Leak, sides: Uint8Array, between: LeakQuery['between']): Promise<ShownLeak> {
    const nameOf = (row: number): string => {
      if (between === 'other') return row < this.#rows ? 'this dataset' : this.#otherName;
      return this.#names[sides[row] ?? 0] ?? '';
    };
    const numberOf = (row: number): number => (row < this.#rows ? row : row - this.#rows);
    return {
      ...leak,
      row: numberOf(leak.row),
      twin: numberOf(leak.twin),
      rowIn: nameOf(leak.row),
      twinIn: nameOf(leak.twin),
      rowText: await this.#textAt(leak.row),
      twinText: await this.#textAt(leak.twin),
    };
  }

  async #textAt(row: number): Promise<string> {
    const isOwn = row < this.#rows;
    const opened = this.#versions[isOwn ? 0 : 1];
    if (!opened) return '';
    const text = await new RowsAt(opened).text(isOwn ? row : row - this.#rows);
    return shownTexts(new Row(text), opened.version)
      .map((shown) => shown.text)
      .join('\n');
  }
}

function countSides(sides: Uint8Array): Record<SplitSide, number> {
  const counts = [0, 0, 0, 0];
  for (const side of sides) counts[side] = (counts[side] ?? 0) + 1;
  return { train: counts[1] ?? 0, validation: counts[2] ?? 0, test: counts[3] ?? 0 };
}
