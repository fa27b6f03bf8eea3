import { votesByPair, type Choice } from '../../core/evaluation/blind-session.ts';
import { fail, ok } from '../../core/failure.ts';
import type { BallotPair, KeptBallot } from '../../core/raters/ballot.ts';
import { writeVotes } from '../../core/raters/returned-votes.ts';
import {
  addBallotVote,
  getBallot,
  nameRater,
  noteSaved,
  removeBallot,
  takeBallotVoteBack,
} from '../../store/evaluation/kept-ballots.ts';
import { Live } from '../frame/live.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Voting } from './voting.ts';

/** A ballot as its page shows it. Each vote is stored before the next pair comes. */
export class BallotView implements Voting {
  readonly live: Live<KeptBallot | undefined>;
  readonly #id: string;
  readonly #notices: Notices;
  /** What is being typed: what is stored follows. */
  #typed: string | null = $state(null);
  #busy = false;

  constructor(id: string, notices: Notices) {
    this.#id = id;
    this.#notices = notices;
    this.live = new Live(() => getBallot(id));
  }

  get ballot(): KeptBallot | undefined {
    return this.live.current;
  }

  readonly #choices = $derived(this.ballot ? votesByPair(this.ballot) : []);

  readonly at = $derived(this.#choices.findIndex((choice) => choice === undefined));

  readonly done = $derived(this.#choices.filter((choice) => choice !== undefined).length);

  get total(): number {
    return this.ballot?.pairs.length ?? 0;
  }

  get pair(): BallotPair | undefined {
    return this.ballot?.pairs[this.at];
  }

  get canTakeBack(): boolean {
    return (this.ballot?.votes.length ?? 0) > 0;
  }

  /** The rater's. */
  get name(): string {
    return this.#typed ?? this.ballot?.rater.name ?? '';
  }

  rename = (name: string): Promise<void> => {
    this.#typed = name;
    return this.#notices.attempt(() => nameRater(this.#id, name));
  };

  vote = async (choice: Choice): Promise<void> => {
    const { at } = this;
    // A key that is held down must not vote for what nobody has read.
    if (at < 0 || this.#busy) return;
    this.#busy = true;
    await this.#notices.attempt(async () => {
      await addBallotVote(this.#id, { pair: at, choice, at: Date.now() });
      await this.live.refresh();
    });
    this.#busy = false;
  };

  takeBack = (): Promise<void> =>
    this.#notices.attempt(async () => {
      await takeBallotVoteBack(this.#id);
      await this.live.refresh();
    });

  /** The file that goes back to whoever has given the ballot. */
  save = (): Promise<File | undefined> =>
    this.#notices.run(async () => {
      await nameRater(this.#id, this.name.trim());
      const ballot = await getBallot(this.#id);
      if (!ballot) return fail({ kind: 'storage-lost', what: 'this comparison' });
      const { name, rater } = ballot;
      const title = rater.name === '' ? name : `${name}-${rater.name}`;
      const text = writeVotes(ballot, Date.now());
      await noteSaved(this.#id);
      return ok(new File([text], `${title}.lapidary-votes.json`, { type: 'application/json' }));
    });

  remove = (): Promise<void> => this.#notices.attempt(() => removeBallot(this.#id));
}
