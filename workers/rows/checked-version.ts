import { fail, ok, type Result } from '../../src/core/failure.ts';
import { EXCLUDED_SIDE, holdOut, TRAINING_SIDE, VALIDATION_SIDE } from '../../src/core/split/hold-out.ts';
import { PreflightSum } from '../../src/core/preflight/sum.ts';
import { chooseRows } from '../../src/core/tokens/choose-rows.ts';
import type { SplitSettings } from '../../src/core/tuning/job.ts';
import type { VersionInfo } from '../../src/core/version/version.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { readMark } from '../../src/store/versions/mark-segments.ts';
import { setMark } from '../../src/store/versions/marks.ts';
import { getVersion, loadVersion } from '../../src/store/versions/versions.ts';
import type { CheckedRows, CheckReport, CheckRequest, SplitReport } from '../contracts/tune.ts';

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

  collect(index: number, rows: CheckedRows): void {
    this.#parts[index] = rows;
  }

  /** Joins what was collected. */
  conclude(request: CheckRequest): CheckReport {
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
    const systems = [...new Set(parts.flatMap((part) => part.systems))];
    const [system = ''] = systems;
    return {
      rows: this.#sum.rows,
      faultyRows: this.#sum.columns.faulty.reduce((sum, faulty) => sum + faulty, 0),
      findings: this.#sum.rowFindings(request.target),
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

  #sidesOf({ seed, by, amount }: SplitSettings): Uint8Array {
    const { keys, faulty } = this.#sum.columns;
    const { labels } = this.#sum;
    return holdOut({ keys, origins: this.#origins, labels, excluded: faulty }, { seed, by, amount });
  }
}
