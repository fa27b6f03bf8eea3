import { ok } from '../../core/failure.ts';
import type { JudgeQuestion } from '../../core/judge/kinds/judge-kind.ts';
import type { VoteItem } from '../../core/judge/vote-items.ts';
import { listVoteItems } from '../../jobs/judge-answers.ts';
import { getJudging, readVotes, removeVote, saveVote } from '../../store/evaluation/judgings.ts';
import type { Notices } from '../frame/notices.svelte.ts';

/** Answers that a person votes on, one after the other. Neither the model nor the judge's verdict is part of it. */
export class VoteView {
  question = $state.raw<JudgeQuestion | null>(null);
  items = $state.raw<readonly VoteItem[]>([]);
  /** Outcomes by key; null for what was skipped. */
  votes = $state.raw<ReadonlyMap<string, number | null>>(new Map());
  ready = $state(false);
  readonly #judgingId: string;
  readonly #index: number;
  readonly #notices: Notices;
  /** Keys in the order in which they were voted on here. */
  #given: readonly string[] = $state.raw([]);
  #busy = false;
  #datasetId = '';

  constructor(judgingId: string, question: number, notices: Notices) {
    this.#judgingId = judgingId;
    this.#index = question;
    this.#notices = notices;
  }

  readonly item = $derived(this.items.find(({ key }) => !this.votes.has(key)));

  readonly done = $derived(this.items.filter(({ key }) => this.votes.has(key)).length);

  /** Votes that count. */
  readonly counted = $derived(this.items.filter(({ key }) => (this.votes.get(key) ?? null) !== null).length);

  get canTakeBack(): boolean {
    return this.#given.length > 0;
  }

  /** Reads what is to be voted on; returns how to stop. For an effect. */
  open = (): (() => void) => {
    const abort = new AbortController();
    void this.#notices.attempt(async () => {
      const judging = await getJudging(this.#judgingId);
      const run = { signal: abort.signal, onProgress: () => undefined };
      const listed = await listVoteItems(this.#judgingId, this.#index, run);
      if (abort.signal.aborted) return;
      this.ready = true;
      if (!listed.ok) this.#notices.fail(listed.failure);
      if (!judging || !listed.ok) return;
      this.#datasetId = judging.datasetId;
      this.question = judging.questions[this.#index] ?? null;
      const votes = await readVotes(
        judging.datasetId,
        listed.value.map(({ key }) => key),
      );
      this.votes = new Map([...votes].map(([key, { outcome }]) => [key, outcome]));
      this.items = listed.value;
    });
    return () => {
      abort.abort();
    };
  };

  vote = async (outcome: number | null): Promise<void> => {
    const { item } = this;
    // A key that is held down must not vote for what nobody has read.
    if (!item || this.#busy) return;
    this.#busy = true;
    await this.#notices.attempt(async () => {
      await saveVote({ datasetId: this.#datasetId, key: item.key, outcome, at: Date.now() });
      this.votes = new Map(this.votes).set(item.key, outcome);
      this.#given = [...this.#given, item.key];
    });
    this.#busy = false;
  };

  takeBack = async (): Promise<void> => {
    const given = this.#given;
    const key = given.at(-1);
    if (key === undefined) return;
    // At once: the second of two quick ones takes the vote before it back.
    this.#given = given.slice(0, -1);
    const taken = await this.#notices.run(async () => {
      await removeVote({ datasetId: this.#datasetId, key });
      return ok(key);
    });
    if (taken === undefined) this.#given = [...this.#given, key];
    else this.votes = new Map([...this.votes].filter(([each]) => each !== taken));
  };
}
