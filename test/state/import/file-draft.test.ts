import '../../support/workers-in-node.ts';
import { describe, expect, it } from 'vitest';
import { fail, type Result } from '../../../src/core/failure.ts';
import type { FilePreview, ReadSettings } from '../../../src/core/filetypes/settings.ts';
import { Reader } from '../../../src/jobs/reader.ts';
import { FileDraft } from '../../../src/state/import/file-draft.svelte.ts';

const CSV = new File(['who,what\nAda,tea\nBob,milk\n'], 'who.csv');

/** A reader whose answers come when the test says so, in any order. */
class SlowReader extends Reader {
  readonly #go: (() => void)[] = [];

  override async preview(file: File, wanted: Partial<ReadSettings>): Promise<Result<FilePreview>> {
    await new Promise<void>((go) => this.#go.push(go));
    return super.preview(file, wanted);
  }

  answer(index: number): void {
    this.#go[index]?.();
  }
}

describe('a file that is about to be imported', () => {
  it('is read as it was found to be', async () => {
    const draft = new FileDraft(CSV, new Reader());
    expect([draft.loading, draft.preview]).toEqual([true, null]);
    await draft.read();
    expect(draft).toMatchObject({ loading: false, failure: null, settings: { fileType: 'csv', headerRow: 1 } });
    expect(draft.preview?.columns).toEqual(['who', 'what']);
  });

  it('keeps each choice while others are made, and finds out the rest again', async () => {
    const draft = new FileDraft(new File(['a;b\n1;2\n'], 'semicolons.csv'), new Reader());
    await draft.read();
    expect(draft.settings.delimiter).toBe(';');
    await draft.read({ headerRow: 0 });
    await draft.read({ delimiter: ',' });
    expect(draft.settings).toMatchObject({ headerRow: 0, delimiter: ',' });
    expect(draft.preview).toMatchObject({ columns: ['column 1'], rows: ['{"column 1":"a;b"}', '{"column 1":"1;2"}'] });
  });

  it('shows what was chosen last, whatever is answered last', async () => {
    const reader = new SlowReader();
    const draft = new FileDraft(CSV, reader);
    const reads = [draft.read(), draft.read({ headerRow: 0 })];
    reader.answer(1);
    await reads[1];
    expect(draft.loading).toBe(false);
    reader.answer(0);
    await reads[0];
    expect(draft.preview?.columns).toEqual(['column 1', 'column 2']);
    const both = [draft.read({ fileType: 'json' }), draft.read({ fileType: 'csv', headerRow: 1 })];
    reader.answer(2);
    await both[0];
    // A failure of what is no longer wished is none.
    expect([draft.loading, draft.failure]).toEqual([true, null]);
    reader.answer(3);
    await both[1];
    expect(draft).toMatchObject({ loading: false, failure: null, preview: { columns: ['who', 'what'] } });
  });

  it('that can’t be read so says why, with the rows that were there and the choice that was made', async () => {
    const draft = new FileDraft(new File([Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a)], 'latin.csv'), new Reader());
    await draft.read();
    const before = draft.preview;
    await draft.read({ encoding: 'utf-8' });
    expect(draft.failure).toMatchObject({ kind: 'bad-encoding', file: 'latin.csv' });
    expect([draft.loading, draft.settings.encoding, before !== null, draft.preview !== null]).toEqual([
      ...[false, 'utf-8', true, true],
    ]);
    await draft.read({ encoding: 'windows-1252' });
    expect(draft).toMatchObject({ failure: null, preview: { rows: [expect.stringContaining('é')] } });
  });

  it('shows a choice by which no row could be read at all', async () => {
    const broken = { preview: () => Promise.resolve(fail({ kind: 'broken-file', file: 'who.csv', why: 'no footer' })) };
    // The cast: it is asked for nothing else.
    const draft = new FileDraft(CSV, broken as unknown as Reader);
    await draft.read({ fileType: 'parquet' });
    expect(draft).toMatchObject({ preview: null, failure: { kind: 'broken-file' }, settings: { fileType: 'parquet' } });
  });
});
