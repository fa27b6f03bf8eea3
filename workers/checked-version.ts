import { EXCLUDED_SIDE, holdOut, TRAINING_SIDE, VALIDATION_SIDE } from '../src/core/hold-out.ts';
import { mergeDictionary } from '../src/core/mark.ts';
import { fail, ok, type Result } from '../src/core/failure.ts';
import type { SplitSettings } from '../src/core/tuning/job.ts';
import type { VersionInfo } from '../src/core/version.ts';
import { readMark } from '../src/store/mark-pages.ts';
import { setMark } from '../src/store/marks.ts';
import { getDataset } from '../src/store/datasets.ts';
import { loadVersion } from '../src/store/versions.ts';
import type { CheckedRows, SplitCounts } from './tune-contract.ts';

/** The values of the mark that holds a split, in the order of the sides. */
export const SPLIT_VALUES = ['train', 'validation'];

/** What is known of all rows of a version once they are checked, and how they are split. */
export class CheckedVersion {
  readonly #parts: CheckedRows[] = [];
  #joined: JoinedRows | undefined;
  #sides = new Uint8Array(0);

  collect(part: number, rows: CheckedRows): void {
    this.#parts[part] = rows;
    this.#joined = undefined;
  }

  get parts(): readonly CheckedRows[] {
    return this.#parts;
  }

  get rows(): JoinedRows {
    this.#joined ??= join(this.#parts);
    return this.#joined;
  }

  split({ seed, by, amount }: SplitSettings): SplitCounts {
    const { keys, origins, labels, dictionary, refused, tokens } = this.rows;
    this.#sides = holdOut(
      { keys, origins, labels: dictionary.length > 0 ? labels : null, excluded: refused },
      { seed, by, amount },
    );
    const counts = [0, 0, 0];
    let likely = 0;
    this.#sides.forEach((side, row) => {
      counts[side] = (counts[side] ?? 0) + 1;
      if (side === TRAINING_SIDE) likely += tokens[row] ?? 0;
    });
    return {
      training: counts[TRAINING_SIDE] ?? 0,
      validation: counts[VALIDATION_SIDE] ?? 0,
      leftOut: counts[EXCLUDED_SIDE] ?? 0,
      tokens: likely,
    };
  }

  /** Stores the split as a mark, by origin. Nothing is stored where the head already has it. */
  async save(datasetId: string, mark: string): Promise<Result<VersionInfo>> {
    const dataset = await getDataset(datasetId);
    const head = dataset && (await loadVersion(dataset.headId));
    if (!dataset || !head) return fail({ kind: 'dataset-gone' });
    const { origins } = this.rows;
    const before = head.marks.find(({ name }) => name === mark);
    const codeOf = await readMark({ pages: before?.pages ?? [] });
    const known = before?.dictionary ?? [];
    const changed = [...origins.keys()].filter((row) => {
      const value = SPLIT_VALUES[(this.#sides[row] ?? 0) - 1];
      return known[codeOf(origins[row] ?? 0) - 1] !== value;
    });
    if (changed.length === 0) return ok(head);
    return setMark(datasetId, dataset.seq, {
      name: mark,
      dictionary: SPLIT_VALUES,
      origins: Uint32Array.from(changed, (row) => origins[row] ?? 0),
      values: Uint16Array.from(changed, (row) => this.#sides[row] ?? 0),
    });
  }
}

interface JoinedRows {
  readonly keys: Uint32Array;
  readonly origins: Uint32Array;
  readonly labels: Uint16Array;
  readonly dictionary: readonly string[];
  readonly tokens: Uint32Array;
  readonly refused: Uint8Array;
}

function join(parts: readonly CheckedRows[]): JoinedRows {
  const rows = parts.reduce((sum, { origins }) => sum + origins.length, 0);
  const joined = {
    keys: new Uint32Array(rows * 2),
    origins: new Uint32Array(rows),
    labels: new Uint16Array(rows),
    tokens: new Uint32Array(rows),
    refused: new Uint8Array(rows),
  };
  let dictionary: readonly string[] = [];
  let at = 0;
  for (const part of parts) {
    const merged = mergeDictionary(dictionary, part.dictionary);
    dictionary = merged.dictionary;
    joined.keys.set(part.keys, at * 2);
    joined.origins.set(part.origins, at);
    joined.tokens.set(part.tokens, at);
    joined.refused.set(part.refused, at);
    joined.labels.set(
      part.labels.map((code) => merged.codes[code] ?? 0),
      at,
    );
    at += part.origins.length;
  }
  return { ...joined, dictionary };
}
