import {
  type BlindPair,
  type BlindSession,
  type Choice,
  type Identity,
  votesByPair,
} from '../../core/evaluation/blind-session.ts';
import type { Slice } from '../../core/evaluation/slices.ts';
import { together, type Together } from '../../core/raters/majority.ts';
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
import type { Voting } from '../raters/voting.ts';

/** A blind comparison as its page shows it. While it is open, who is who is never part of what the page holds. */
export class BlindView implements Voting {
  readonly live: Live<BlindSession | undefined>;
  /** Counts of all raters together, without names. */
  result = $state.raw<Together | null>(null);
  /** What the rows of the evaluation have in common; null until somebody asks. */
  slices = $state.raw<readonly Slice[] | null>(null);
  readonly #id: string;
  readonly #notices: Notices;
  /** Changes that have not ended. */
  #changing = 0;

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

  get total(): number {
    return this.session?.pairs.length ?? 0;
  }

  get pair(): BlindPair | undefined {
    return this.session?.pairs[this.at];
  }

  get canTakeBack(): boolean {
    return (this.session?.votes.length ?? 0) > 0;
  }

  /** Counts the votes. For an effect. */
  count = (): void => {
    const { session } = this;
    if (!session) return;
    void this.#notices.attempt(async () => {
      const identity = await identityOf(session);
      // A later count may have been quicker.
      if (session === this.session) this.result = identity && together(session, identity);
    });
  };

  /** A key that is held down must not vote for what nobody has read: a vote that comes before the next pair is none. */
  vote = async (choice: Choice): Promise<void> => {
    const { at } = this;
    if (at < 0 || this.#changing > 0) return;
    await this.#change(() => addVote(this.#id, { pair: at, choice, at: Date.now() }));
  };

  lookAtSlices = async (): Promise<void> => {
    const { evaluationId } = this.session ?? {};
    if (evaluationId === undefined) return;
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    this.slices = (await this.#notices.run(() => scoreBySlice(evaluationId, run)))?.slices ?? null;
  };

  takeBack = (): Promise<void> => this.#change(() => takeVoteBack(this.#id));

  close = (): Promise<void> => this.#notices.attempt(() => closeBlindSession(this.#id));

  remove = (): Promise<void> => this.#notices.attempt(() => removeBlindSession(this.#id));

  /** Changes the votes of a session that is open; ends when the page has heard of it. */
  async #change(change: () => Promise<void>): Promise<void> {
    this.#changing++;
    await this.#notices.attempt(async () => {
      if (this.session?.closed === null) await change();
      await this.live.refresh();
    });
    this.#changing--;
  }
}
