import { describe, type Failure } from '../../core/failure.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import type { WholeRow } from '../../../workers/contracts/reader.ts';
import type { Reader } from '../../jobs/reader.ts';
import { RowDraft } from './row-draft.svelte.ts';

export type { WholeRow };

/** The row in the reading panel: its text, and what is typed over it. */
export class RowReading {
  row = $state.raw<WholeRow | null>(null);
  failure = $state.raw<Failure | null>(null);
  draft = $state.raw<RowDraft | null>(null);
  /** Why the draft can't be saved, in words. */
  refusal = $state('');
  saving = $state(false);
  readonly #reader: Reader;
  #latest = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  load = async (versionId: string, position: number): Promise<void> => {
    const turn = ++this.#latest;
    const result = await this.#reader.row(versionId, position);
    if (turn !== this.#latest) return;
    this.failure = result.ok ? null : result.failure;
    this.row = result.ok ? result.value : null;
    this.draft = null;
    this.refusal = '';
  };

  edit = (): void => {
    if (this.row) this.draft = new RowDraft(this.row.text);
  };

  turn = (mode: 'text' | 'json'): void => {
    const turned = this.draft?.turn(mode);
    this.refusal = turned && !turned.ok ? wordsOf(turned.failure) : '';
  };

  discard = (): void => {
    this.draft = null;
    this.refusal = '';
  };

  /** Saves the draft; null where it could not be stored, and then nothing typed is lost. */
  save = async (datasetId: string): Promise<VersionInfo | null> => {
    const { row, draft } = this;
    if (!row || !draft) return null;
    const text = draft.text();
    if (!text.ok) {
      this.refusal = wordsOf(text.failure);
      return null;
    }
    this.saving = true;
    const result = await this.#reader.edit(datasetId, row.position, row.text, text.value);
    this.saving = false;
    this.refusal = result.ok ? '' : refusalOf(result.failure);
    if (result.ok) this.draft = null;
    return result.ok ? result.value : null;
  };
}

function refusalOf(failure: Failure): string {
  return failure.kind === 'head-moved'
    ? 'This row has changed meanwhile, perhaps in another tab. Copy what you typed, discard it, and look at the row again.'
    : wordsOf(failure);
}

function wordsOf(failure: Failure): string {
  const { what, next } = describe(failure);
  return `${what} ${next}`;
}
