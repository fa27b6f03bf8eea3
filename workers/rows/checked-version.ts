import { fail, ok, type Result } from '../../src/core/failure.ts';
import {
  EXCLUDED_SIDE,
  holdOut,
  holdOutBySplit,
  TRAINING_SIDE,
  VALIDATION_SIDE,
} from '../../src/core/split/hold-out.ts';
import { SPLIT_SIDES, type SplitSide } from '../../src/core/split/split-mark.ts';
import { PreflightSum } from '../../src/core/preflight/sum.ts';
import { chooseRows } from '../../src/core/tokens/choose-rows.ts';
import type { SplitSettings } from '../../src/core/tuning/job.ts';
import type { VersionInfo } from '../../src/core/version/version.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { readMark } from '../../src/store/versions/mark-segments.ts';
import { setMark } from '../../src/store/versions/marks.ts';
import { getVersion, type LoadedVersion, loadVersion } from '../../src/store/versions/versions.ts';
import type { CheckedRows, CheckReport, CheckRequest, SplitReport } from '../contracts/tune.ts';
import { readSplit } from './split/read-split.ts';

/** The values of the mark that holds a split, in the order of the sides. */
export const SPLIT_VALUES = ['train', 'validation'];

/** Which rows are counted is no setting: the same ones each time. */
const SAMPLE_SEED = 1;

/** What is known of all rows of a version once they are checked, and how they are split. */
export class CheckedVersion {
  #parts: CheckedRows[] = [];
  #request: CheckRequest | undefined;
  #sum = new PreflightSum([]);
  #origins = new Uint32Array(0);
  /** The sides of the dataset's own split: 1 + an index of SPLIT_SIDES, 0 for none. */
  #own: Uint8Array = new Uint8Array(0);

  collect(index: number, rows: CheckedRows): void {
    this.#parts[index] = rows;
  }

  /** Joins what was collected of a version. */
  async conclude(request: CheckRequest, version: Pick<LoadedVersion, 'marks'>): Promise<CheckReport> {
    const parts = this.#parts;
    this.#parts = [];
    this.#request = request;
    this.#sum = new PreflightSum(parts.map(({ part }) => part));
    this.#origins = new Uint32Array(this.#sum.rows);
    let at = 0;
    for (const { origins } of parts) {
      this.#origins.set(origins, at);
      at += origins.length;
    }
    this.#own = await readSplit(version, this.#origins);
    const systems = [...new Set(parts.flatMap((part) => part.systems))];
    const [system = ''] = systems;
    return {
      rows: this.#sum.rows,
      faultyRows: this.#sum.columns.faulty.reduce((sum, faulty) => sum + faulty, 0),
      findings: this.#sum.rowFindings(request.target),
      split: this.#own.some((side) => side > 0) ? this.#countOwn() : null,
      labels: this.#sum.labelNames,
      system: systems.length === 1 && system !== '' ? system : null,
      sample: chooseRows(this.#sum.columns, SAMPLE_SEED),
    };
  }

  split(split: SplitSettings): SplitReport {
    const sum = this.#sum;
    const sides = this.#sidesOf(split);
    const training = sum.totals(sides, TRAINING_SIDE).labels;
    const validation = sum.totals(sides, VALIDATION_SIDE).labels;
    return {
      facts: sum.facts(sides),
      leftOut: sides.reduce((count, side) => count + (side === EXCLUDED_SIDE ? 1 : 0), 0),
      aside: sides.reduce((count, side, row) => {
        return count + (side === EXCLUDED_SIDE && sum.columns.faulty[row] !== 1 ? 1 : 0);
      }, 0),
      findings: this.#request ? sum.setFindings(this.#request.target, this.#request.limits, sides) : [],
      labels: sum.labelNames.map((label) => ({
        label,
        training: training.get(label) ?? 0,
        validation: validation.get(label) ?? 0,
      })),
    };
  }

  /** Stores a split as a mark, by origin. Nothing is stored where the head has it already. */
  async save(datasetId: string, split: SplitSettings): Promise<Result<VersionInfo>> {
    const { mark } = split;
    const sides = this.#sidesOf(split);
    const dataset = await getDataset(datasetId);
    if (!dataset) return fail({ kind: 'dataset-gone' });
    // The rows that were checked are those of the head, or the split would be of other rows.
    if (dataset.headId !== this.#request?.versionId) return fail({ kind: 'head-moved' });
    const head = await getVersion(dataset.headId);
    if (!head) return fail({ kind: 'storage-lost', what: 'this version' });
    const { marks } = await loadVersion(head.id);
    const before = marks.find(({ name }) => name === mark);
    const codeOf = await readMark({ segments: before?.segments ?? [] });
    const known = before?.dictionary ?? [];
    const decides = this.#decidesOrigin(sides);
    const changed = [...this.#origins.keys()].filter((row) => {
      return decides(row) && known[codeOf(this.#origins[row] ?? 0) - 1] !== SPLIT_VALUES[(sides[row] ?? 0) - 1];
    });
    if (changed.length === 0) return ok(head);
    return setMark(datasetId, dataset.seq, {
      name: mark,
      dictionary: SPLIT_VALUES,
      rows: Uint32Array.from(changed),
      values: Uint16Array.from(changed, (row) => sides[row] ?? 0),
    });
  }

  /** Rows that are left out have no say where others of their origin are not: the mark of an origin is one for all. */
  #decidesOrigin(sides: Uint8Array): (row: number) => boolean {
    const lost = new Set(this.#origins.filter((_, row) => sides[row] === EXCLUDED_SIDE));
    if (lost.size > 0) this.#origins.forEach((origin, row) => sides[row] !== EXCLUDED_SIDE && lost.delete(origin));
    return (row) => sides[row] !== EXCLUDED_SIDE || lost.has(this.#origins[row] ?? 0);
  }

  #countOwn(): Record<SplitSide, number> {
    const [train, validation, test] = SPLIT_SIDES.map((_, index) => {
      return this.#own.reduce((count, side) => count + (side === index + 1 ? 1 : 0), 0);
    });
    return { train: train ?? 0, validation: validation ?? 0, test: test ?? 0 };
  }

  #sidesOf({ seed, by, amount }: SplitSettings): Uint8Array {
    const { keys, faulty } = this.#sum.columns;
    if (by === 'split') return holdOutBySplit(this.#own, faulty);
    const { labels } = this.#sum;
    return holdOut({ keys, origins: this.#origins, labels, excluded: faulty }, { seed, by, amount });
  }
}
