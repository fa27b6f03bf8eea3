import { areSameCards, type RecipeCard } from '../../core/recipe/recipe-cards.ts';
import { watch } from '../../store/live.ts';
import { readDrafts, type StoredDraft, writeDraft } from '../../store/recipe-drafts.ts';

/** What is typed is stored so soon after. */
const STORE_AFTER_MS = 150;

/** What this tab knows of a version's cards. */
interface Known {
  readonly cards: readonly RecipeCard[];
  /** The revision that they were taken from or stored as. */
  readonly revision: number;
  /** Whether somebody typed at them here since. */
  readonly typed: boolean;
}

/**
 * Keeps the cards of one dataset for each of its versions, in memory and in the store. What another tab writes is taken over
 * while nothing was typed here; otherwise it waits for somebody to choose.
 */
export class DraftKeeper {
  readonly #datasetId: string;
  readonly #tab = crypto.randomUUID();
  readonly #onTaken: (cards: readonly RecipeCard[]) => void;
  readonly #known = new Map<string, Known>();
  /** What another tab wrote on a version while something else was typed here, by the version's id. */
  #others = $state.raw<ReadonlyMap<string, StoredDraft>>(new Map());
  /** The version whose cards are on the screen. */
  #shown = $state('');
  #watching: { readonly first: Promise<void>; readonly end: () => void } | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #waiting: string | null = null;

  /** `onTaken` hears of cards of the version that is shown, written by another tab, with which this one goes on. */
  constructor(datasetId: string, onTaken: (cards: readonly RecipeCard[]) => void) {
    this.#datasetId = datasetId;
    this.#onTaken = onTaken;
  }

  /** Reads what is stored, and begins to hear of what other tabs store. */
  load(): Promise<void> {
    this.#watching ??= this.#watch();
    return this.#watching.first;
  }

  get all(): ReadonlyMap<string, readonly RecipeCard[]> {
    return new Map([...this.#known].map(([versionId, { cards }]) => [versionId, cards]));
  }

  /** True where another tab wrote another recipe for the version that is shown while this one was typed. */
  get hasOther(): boolean {
    return this.#others.has(this.#shown);
  }

  /** From now on the cards of this version are on the screen. */
  show(versionId: string): void {
    this.#shown = versionId;
  }

  /** Takes the cards of a version, and stores them once nothing more comes for a moment. `typed`: they are somebody's work. */
  keep(versionId: string, cards: readonly RecipeCard[], typed = true): void {
    if (this.#waiting !== versionId) this.flush();
    const { revision = 0 } = this.#known.get(versionId) ?? {};
    this.#known.set(versionId, { cards, revision, typed });
    this.#waiting = versionId;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(this.flush, STORE_AFTER_MS);
  }

  /** Stores what waits. */
  flush = (): void => {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const versionId = this.#waiting;
    this.#waiting = null;
    // What can't be stored is still in memory; a full disk says so where something is committed.
    if (versionId !== null) this.#store(versionId).catch(() => undefined);
  };

  /** Goes on with what the other tab wrote. */
  useOther = (): void => {
    const other = this.#others.get(this.#shown);
    if (!other) return;
    if (this.#waiting === this.#shown) this.#waiting = null;
    this.#take(this.#shown, other);
  };

  /** Stores what this tab has, over what the other one wrote. */
  keepOwn = (): void => {
    const other = this.#others.get(this.#shown);
    const own = this.#known.get(this.#shown);
    if (!other || !own) return;
    this.#setOther(this.#shown, null);
    this.#known.set(this.#shown, { ...own, revision: other.revision });
    this.keep(this.#shown, own.cards);
    this.flush();
  };

  /** Stores what waits, and hears of nothing more. */
  stop(): void {
    this.flush();
    this.#watching?.end();
    this.#watching = null;
  }

  #watch(): { readonly first: Promise<void>; readonly end: () => void } {
    let end = (): void => undefined;
    const first = new Promise<void>((resolve, reject) => {
      const look = (drafts: ReadonlyMap<string, StoredDraft>): void => {
        for (const [versionId, draft] of drafts) this.#hear(versionId, draft);
        resolve();
      };
      end = watch(() => readDrafts(this.#datasetId), look, reject);
    });
    return { first, end };
  }

  async #store(versionId: string): Promise<void> {
    const own = this.#known.get(versionId);
    if (!own) return;
    const stored = await writeDraft(this.#datasetId, versionId, { ...own, tab: this.#tab });
    if (stored) this.#hear(versionId, stored);
  }

  #hear(versionId: string, draft: StoredDraft): void {
    const own = this.#known.get(versionId);
    if (own && draft.revision <= own.revision) return;
    if (own && (draft.tab === this.#tab || areSameCards(draft.cards, own.cards))) {
      this.#known.set(versionId, { ...own, revision: draft.revision });
      this.#setOther(versionId, null);
    } else if (own?.typed) {
      this.#setOther(versionId, draft);
    } else {
      this.#take(versionId, draft);
    }
  }

  #take(versionId: string, { cards, revision }: StoredDraft): void {
    this.#known.set(versionId, { cards, revision, typed: false });
    this.#setOther(versionId, null);
    if (versionId === this.#shown) this.#onTaken(cards);
  }

  #setOther(versionId: string, other: StoredDraft | null): void {
    const others = new Map(this.#others);
    if (other) others.set(versionId, other);
    else if (!others.delete(versionId)) return;
    this.#others = others;
  }
}
