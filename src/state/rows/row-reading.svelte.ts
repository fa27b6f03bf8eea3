import type { Failure } from '../../core/failure.ts';
import type { WholeRow } from '../../../workers/contracts/reader.ts';
import type { Reader } from '../../jobs/reader.ts';
import { RowDraft, type TypedTurns } from './row-draft.svelte.ts';
import type { KeptTyping, RowEdits } from './row-edits.svelte.ts';

export type { WholeRow };

/** The row in the reading panel: where it is from, and what is typed over it. */
export class RowReading {
  row = $state.raw<WholeRow | null>(null);
  draft = $state.raw<RowDraft | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #reader: Reader;
  readonly #edits: RowEdits<RowDraft>;
  readonly #datasetId: string;
  #latest = 0;
  /** Versions that have been on the screen. */
  readonly #seen = new Set<string>();

  constructor(reader: Reader, edits: RowEdits<RowDraft>, datasetId: string) {
    this.#reader = reader;
    this.#edits = edits;
    this.#datasetId = datasetId;
  }

  /** Shows a row. What was typed at the one before is stored. */
  load = async (versionId: string, position: number): Promise<void> => {
    const turn = ++this.#latest;
    this.#seen.add(versionId);
    if (this.draft && this.draft.position !== position) this.leave();
    const result = await this.#reader.row(versionId, position);
    if (turn !== this.#latest || this.#isLate(position)) return;
    this.failure = result.ok ? null : result.failure;
    this.row = result.ok ? result.value : null;
    this.draft = result.ok ? this.#draftOf(result.value) : null;
  };

  /** Stores what is typed, without waiting for it. */
  leave = (): void => {
    if (this.draft?.dirty) void this.#edits.save(this.draft);
  };

  discard = (): void => {
    const { row, draft } = this;
    if (!row || !draft) return;
    this.#edits.forget(draft);
    this.draft = this.#newDraft(row);
  };

  /** Whether the screen has yet to hear of the version that this row was stored in: what it asked for is older. */
  #isLate(position: number): boolean {
    const shown = this.draft;
    return shown?.position === position && shown.storedIn !== null && !this.#seen.has(shown.storedIn);
  }

  /** The row that is typed at stays as it is typed, whatever was stored meanwhile. */
  #draftOf(row: WholeRow): RowDraft {
    const { position } = row;
    const typed = this.#edits.find(this.#datasetId, position);
    if (typed && (typed.dirty || typed.before === row.text)) return typed;
    const shown = this.draft;
    if (shown?.position === position && (shown.dirty || shown.before === row.text)) return shown;
    return this.#newDraft(row);
  }

  #newDraft({ position, text }: WholeRow): RowDraft {
    return new RowDraft({ datasetId: this.#datasetId, position, text }, this.#edits.typed);
  }
}

/** Brings back what was typed before the page was closed: what can be stored is, the rest waits in its row. */
export async function bringBack(
  reader: Pick<Reader, 'row' | 'edit'>,
  edits: RowEdits<RowDraft>,
  { datasetId, versionId }: { readonly datasetId: string; readonly versionId: string },
): Promise<readonly RowDraft[]> {
  const drafts: RowDraft[] = [];
  for (const kept of edits.takeKept(datasetId)) {
    const draft = new RowDraft({ datasetId, position: kept.position, text: kept.before }, edits.typed);
    draft.bringBack({ ...kept, turns: turnsOf(kept) });
    const { text: wanted, problem } = draft;
    const row = await reader.row(versionId, kept.position);
    const isThere = problem === '' && row.ok && row.value.text === wanted;
    if (!isThere && !(await edits.save(draft))) {
      // the last thing that the closing page did may have been to store it
      const same = problem === '' && (await reader.edit(datasetId, kept.position, wanted, wanted));
      if (!same || !same.ok) {
        drafts.push(draft);
        continue;
      }
    }
    edits.forget(draft);
  }
  return drafts;
}

function turnsOf({ turns }: KeptTyping): TypedTurns | null {
  return turns as TypedTurns | null; // what this program has written down is what it reads
}
