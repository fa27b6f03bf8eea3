import {
  type BlindPair,
  type BlindResult,
  type BlindSession,
  type Choice,
  type Identity,
  resultOf,
  votesByPair,
} from '../../core/evaluation/blind-session.ts';
import type { Slice } from '../../core/evaluation/slices.ts';
import { scoreBySlice } from '../../jobs/evaluate.ts';
import {
  addVote,
  closeBlindSession,
  getBlindSession,
  identityOf,
  removeBlindSession,
  takeVoteBack,
} from '../../store/evaluation/blind-sessions.ts';
import { Live } from '../frame/live.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';

/** A blind comparison as its page shows it. While it is open, who is who is never part of what the page holds. */
export class BlindView {
  readonly live: Live<BlindSession | undefined>;
  /** Counts, without names. */
  result = $state.raw<BlindResult | null>(null);
  /** What the rows of the evaluation have in common; null until somebody asks. */
  slices = $state.raw<readonly Slice[] | null>(null);
  readonly #id: string;
  readonly #notices: Notices;
  #busy = false;

  constructor(id: string, notices: Notices) {
    this.#id = id;
    this.#notices = notices;
    this.live = new Live(() => getBlindSession(id));
  }

  get session(): BlindSession | undefined {
    return this.live.current;
  }

  get identity(): Identity | null {
    return this.session?.closed ?? null;
  }

  readonly #choices = $derived(this.session ? votesByPair(this.session) : []);

  /** The index of the pair on the screen; -1 where all have a vote. */
  readonly at = $derived(this.#choices.findIndex((choice) => choice === undefined));

  readonly done = $derived(this.#choices.filter((choice) => choice !== undefined).length);

  get pair(): BlindPair | undefined {
    return this.session?.pairs[this.at];
  }

  /** Counts the votes. For an effect. */
  count = (): void => {
    const { session } = this;
    if (!session) return;
    void this.#notices.attempt(async () => {
      const identity = await identityOf(session);
      this.result = identity && resultOf(session, identity);
    });
  };

  vote = async (choice: Choice): Promise<void> => {
    const { at } = this;
    // A key that is held down must not vote for what nobody has read.
    if (at < 0 || this.#busy || this.session?.closed) return;
    this.#busy = true;
    await this.#notices.attempt(() => addVote(this.#id, { pair: at, choice, at: Date.now() }));
    this.#busy = false;
  };

  lookAtSlices = async (): Promise<void> => {
    const { evaluationId } = this.session ?? {};
    if (evaluationId === undefined) return;
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    this.slices = (await this.#notices.run(() => scoreBySlice(evaluationId, run)))?.slices ?? null;
  };

  takeBack = (): Promise<void> => this.#notices.attempt(() => takeVoteBack(this.#id));

  close = (): Promise<void> => this.#notices.attempt(() => closeBlindSession(this.#id));

  remove = (): Promise<void> => this.#notices.attempt(() => removeBlindSession(this.#id));
}
