import { watch } from '../../store/live.ts';

/** The answer of a database query, kept fresh while watched. */
export class Live<T> {
  current = $state.raw<T | undefined>(undefined);
  /** True once the first answer is there; the answer itself may rightly be undefined. */
  ready = $state(false);
  /** Why there is no answer, or an old one. */
  problem = $state<string | null>(null);
  readonly #query: () => Promise<T>;

  constructor(query: () => Promise<T>) {
    this.#query = query;
  }

  /** Begins to watch; for `$effect(() => live.watch())`. */
  watch(): () => void {
    return watch(
      this.#query,
      (value) => {
        this.current = value;
        this.ready = true;
        this.problem = null;
      },
      (error) => {
        this.problem = error instanceof Error ? error.message : String(error);
      },
    );
  }
  /** Asks again at once, for whoever has just changed what is asked for. */
  refresh = async (): Promise<void> => {
    this.current = await this.#query();
    this.ready = true;
    this.problem = null;
  };
}
