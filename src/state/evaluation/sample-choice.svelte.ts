import type { SampleWish } from '../../core/evaluation/evaluation.ts';
import { loadVersion } from '../../store/versions/versions.ts';
import type { App } from '../frame/app.ts';

/** A part of a version that a mark names. */
export interface SplitChoice {
  readonly mark: string;
  readonly value: string;
}

/** Which rows of a version are to be asked or judged. */
export class SampleChoice {
  /** null for all rows. */
  split = $state.raw<SplitChoice | null>(null);
  splits = $state.raw<readonly SplitChoice[]>([]);
  /** null for all of them. */
  size = $state<number | null>(null);
  seed = $state(1);
  /** Whether somebody has said which rows: then nothing else is proposed. */
  #isChosen = false;
  readonly #notices: Pick<App['notices'], 'attempt'>;

  constructor(notices: Pick<App['notices'], 'attempt'>, size: number | null) {
    this.#notices = notices;
    this.size = size;
  }

  get wish(): SampleWish {
    return { split: this.split, size: this.size, seed: this.seed };
  }

  /** Reads which parts of a version can be chosen. With `heldOut` rows that were held out are proposed: they were never learnt. */
  read = async (versionId: string, heldOut: boolean): Promise<void> => {
    await this.#notices.attempt(async () => {
      const { marks } = await loadVersion(versionId);
      this.splits = marks.flatMap(({ name, dictionary }) => dictionary.map((value) => ({ mark: name, value })));
      if (heldOut && !this.#isChosen) this.split = heldOutOf(this.splits);
    });
  };

  choose = (split: SplitChoice | null): void => {
    this.split = split;
    this.#isChosen = true;
  };
}

/** The part that no model was trained on, where there is one: the test rows, else the newest validation rows. */
export function heldOutOf(splits: readonly SplitChoice[]): SplitChoice | null {
  const newest = splits.findLast(({ value }) => value === 'validation');
  return splits.find(({ value }) => value === 'test') ?? newest ?? null;
}
