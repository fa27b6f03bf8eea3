import { redidWords, undidWords } from '../../words/deed-words.ts';
import type { Result } from '../../core/failure.ts';
import type { DatasetInfo, Meaning, VersionInfo } from '../../core/version/version.ts';
import { getDataset } from '../../store/datasets.ts';
import { redo, restore, setMeaning, undo } from '../../store/versions/history.ts';
import { listVersions } from '../../store/versions/versions.ts';
import { Live } from '../frame/live.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';

interface Stored {
  readonly info: DatasetInfo | undefined;
  readonly versions: readonly VersionInfo[];
}

/** The dataset that is open: what is stored of it, and the moves along its history. */
export class Dataset {
  readonly id: string;
  readonly live: Live<Stored>;
  readonly #notices: Notices;
  /** Moves wait for one another: the second of two quick ones goes on from where the first one led. */
  #moving: Promise<void> = Promise.resolve();

  constructor(id: string, notices: Notices) {
    this.id = id;
    this.#notices = notices;
    this.live = new Live(async () => ({ info: await getDataset(id), versions: await listVersions(id) }));
  }

  get info(): DatasetInfo | undefined {
    return this.live.current?.info;
  }

  /** Newest first. */
  get versions(): readonly VersionInfo[] {
    return this.live.current?.versions ?? [];
  }

  get head(): VersionInfo | undefined {
    return this.versions.find(({ id }) => id === this.info?.headId);
  }

  get canUndo(): boolean {
    return (this.head?.parentId ?? null) !== null;
  }

  get canRedo(): boolean {
    return (this.info?.redo.length ?? 0) > 0;
  }

  undo = (): Promise<void> =>
    this.#inTurn(async () => {
      const left = this.head;
      if (!left || !this.canUndo) return;
      const reached = await this.#move((seq) => undo(this.id, seq));
      if (reached) this.#notices.say(undidWords(left));
    });

  redo = (): Promise<void> =>
    this.#inTurn(async () => {
      if (!this.canRedo) return;
      const reached = await this.#move((seq) => redo(this.id, seq));
      if (reached) this.say(redidWords(reached), reached);
    });

  restore = (version: VersionInfo): Promise<void> =>
    this.#inTurn(async () => {
      // Pressed twice: the head is that version already.
      if (this.head?.basedOn === version.id) return;
      const reached = await this.#move((seq) => restore(this.id, seq, version.id));
      if (reached) this.say(`Version ${version.number} restored.`, reached);
    });

  /** Says what the rows mean; `words` name it: "Output column: answer". */
  choose = (meaning: Meaning, words: string): Promise<void> =>
    this.#inTurn(async () => {
      const before = this.info?.headId;
      const reached = await this.#move((seq) => setMeaning(this.id, seq, meaning, words));
      if (reached) this.sayChange(`${words}.`, reached, before);
    });

  /** Says what a change did, or that it did nothing: it then gives the version that was the head `before`. */
  sayChange = (text: string, made: VersionInfo, before: string | undefined): void => {
    if (made.id === before) this.#notices.say('Nothing changed, so no version was made.');
    else this.say(text, made);
  };

  /** Says what was committed, with a button that undoes just this. */
  say = (text: string, made: VersionInfo): void => {
    this.#notices.say(text, { label: 'Undo', run: () => void this.#undoOnly(made), twin: this.id });
  };

  /** The notice may be older than other changes, and outlive the page of the dataset. */
  async #undoOnly(made: VersionInfo): Promise<void> {
    const info = await getDataset(this.id);
    if (info?.headId !== made.id) {
      this.#notices.say('Not undone: the dataset has changed since.', null, 'Older versions are in History.');
      return;
    }
    const reached = await this.#notices.run(() => undo(this.id, info.seq));
    if (reached) this.#notices.say(undidWords(made));
  }

  #inTurn(move: () => Promise<void>): Promise<void> {
    // One that throws keeps no later one from its turn.
    this.#moving = this.#moving.then(move, move);
    return this.#moving;
  }

  async #move(step: (seq: number) => Promise<Result<VersionInfo>>): Promise<VersionInfo | undefined> {
    const { info } = this;
    if (!info) return undefined;
    const reached = await this.#notices.run(() => step(info.seq));
    // The next move must not wait until the database tells of this one.
    if (reached) await this.#notices.attempt(this.live.refresh);
    return reached;
  }
}
