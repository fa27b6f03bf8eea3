import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, type Result } from '../../../src/core/failure.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import type { Reader } from '../../../src/jobs/reader.ts';
import { RowDraft } from '../../../src/state/rows/row-draft.svelte.ts';
import { RowEdits } from '../../../src/state/rows/row-edits.svelte.ts';
import { bringBack, RowReading, type WholeRow } from '../../../src/state/rows/row-reading.svelte.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import { editRow } from '../../../src/store/versions/edit-row.ts';
import { getDataset } from '../../../src/store/datasets.ts';
import { emptyDatabase, importRows, readTexts } from '../../support/stored.ts';

const ROWS = ['{"a": 1.0, "text":"one"}', '{"a": 2.0, "text":"two"}', '{"a": 3.0, "text":"three"}'];

beforeEach(async () => {
  await emptyDatabase();
  localStorage.removeItem('lapidary.typed');
});

async function opened(position: number): Promise<{ edits: RowEdits<RowDraft>; draft: RowDraft; datasetId: string }> {
  const { datasetId } = await importRows(ROWS);
  const edits = new RowEdits<RowDraft>({ edit: editRow });
  const draft = new RowDraft({ datasetId, position, text: ROWS[position] ?? '' }, edits.typed);
  return { edits, draft, datasetId };
}

async function stored(datasetId: string): Promise<readonly string[]> {
  return readTexts((await getDataset(datasetId))?.headId ?? '');
}

describe('a row that is read while it is typed at', () => {
  /** Gives the rows of versions, each when it is asked to. */
  class SlowReader {
    readonly #waiting = new Map<string, (text: string) => void>();

    row = (versionId: string, position: number) =>
      new Promise<Result<WholeRow>>((resolve) => {
        this.#waiting.set(versionId, (text) => resolve(ok({ position, text, origin: null })));
      });

    async give(versionId: string, text: string): Promise<void> {
      this.#waiting.get(versionId)?.(text);
      await Promise.resolve();
      await Promise.resolve();
    }
  }

  async function typing() {
    const reader = new SlowReader();
    let made = 1;
    const edits = new RowEdits<RowDraft>({
      edit: () => Promise.resolve(ok({ id: `v${String(++made)}` } as unknown as VersionInfo)),
    });
    const reading = new RowReading(reader as unknown as Reader, edits, 'd');
    void reading.load('v1', 0);
    await reader.give('v1', '{"text":"one"}');
    async function type(text: string): Promise<void> {
      reading.draft?.setColumn('text', text);
      if (reading.draft) await edits.save(reading.draft);
    }
    return { reader, reading, type };
  }

  it('shows no older state of it that comes late', async () => {
    const { reader, reading, type } = await typing();
    await type('two');
    void reading.load('v2', 0);
    await type('three');
    await reader.give('v2', '{"text":"two"}');
    expect(reading.draft).toMatchObject({ text: '{"text":"three"}', saved: true });
    void reading.load('v3', 0);
    await reader.give('v3', '{"text":"three"}');
    expect(reading.draft).toMatchObject({ text: '{"text":"three"}', saved: true });
  });

  it('shows it as it was before, after Undo', async () => {
    const { reader, reading, type } = await typing();
    await type('two');
    void reading.load('v2', 0);
    await reader.give('v2', '{"text":"two"}');
    void reading.load('v1', 0);
    await reader.give('v1', '{"text":"one"}');
    expect(reading.draft).toMatchObject({ text: '{"text":"one"}', saved: false });
  });
});

describe('what is typed into a row', () => {
  it('is stored with no other byte changed', async () => {
    const { edits, draft, datasetId } = await opened(1);
    draft.setColumn('text', 'zwei');
    expect(draft.dirty).toBe(true);
    expect(await edits.save(draft)).toBe(true);
    expect(draft.saved).toBe(true);
    expect(await stored(datasetId)).toEqual([ROWS[0], '{"a": 2.0, "text":"zwei"}', ROWS[2]]);
  });

  it('is stored by itself after a second of quiet', async () => {
    const { draft, datasetId } = await opened(0);
    draft.setColumn('text', 'eins');
    await expect.poll(() => draft.dirty, { timeout: 5_000 }).toBe(false);
    expect((await stored(datasetId))[0]).toBe('{"a": 1.0, "text":"eins"}');
  });

  it('of several rows is stored one after another', async () => {
    const { edits, draft, datasetId } = await opened(0);
    const other = new RowDraft({ datasetId, position: 2, text: ROWS[2] ?? '' }, edits.typed);
    draft.setColumn('text', 'eins');
    other.setColumn('text', 'drei');
    await edits.saveAll();
    expect(await stored(datasetId)).toEqual(['{"a": 1.0, "text":"eins"}', ROWS[1], '{"a": 3.0, "text":"drei"}']);
  });

  it('waits with the reason where it is no JSON, and is stored once it is', async () => {
    const { edits, draft, datasetId } = await opened(1);
    draft.setJson('{"a": 2.0, "text":');
    expect(draft.problem).toContain('not JSON');
    expect(await edits.save(draft)).toBe(false);
    expect(edits.find(datasetId, 1)).toBe(draft);
    expect(await stored(datasetId)).toEqual(ROWS);
    draft.setJson('{\n  "a": 2.0,\n  "text": "zwei"\n}');
    expect(await edits.save(draft)).toBe(true);
    expect((await stored(datasetId))[1]).toBe('{"a": 2.0, "text":"zwei"}');
  });

  it('is written down when the page closes, and comes back', async () => {
    const { edits, draft, datasetId } = await opened(1);
    draft.setJson('{"a":');
    expect(edits.keep()).toBe(true);
    const next = new RowEdits<RowDraft>({ edit: editRow });
    const [kept, ...more] = next.takeKept(datasetId);
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ position: 1, before: ROWS[1], json: '{"a":' });
    expect(next.takeKept(datasetId)).toEqual([]);
  });

  it('is not written down once it is stored', async () => {
    const { edits, draft, datasetId } = await opened(1);
    draft.setColumn('text', 'zwei');
    edits.keep();
    await edits.saveAll();
    expect(edits.takeKept(datasetId)).toEqual([]);
  });

  it('is kept with the reason where the row has changed meanwhile', async () => {
    const { edits, draft, datasetId } = await opened(1);
    draft.setColumn('text', 'zwei');
    await editRow(datasetId, 1, ROWS[1] ?? '', '{"a":"other"}');
    expect(await edits.save(draft)).toBe(false);
    expect(draft.problem).toContain('changed meanwhile');
    expect(draft.text).toBe('{"a": 2.0, "text":"zwei"}');
  });
});

describe('what was typed before the page was closed', () => {
  /** The page of one dataset that is opened again. */
  async function reopened(datasetId: string): Promise<readonly RowDraft[]> {
    const reader = {
      edit: editRow,
      row: async (versionId: string, position: number) =>
        ok({ position, text: (await readTexts(versionId))[position] ?? '', origin: null }),
    };
    const versionId = (await getDataset(datasetId))?.headId ?? '';
    return bringBack(reader, new RowEdits<RowDraft>(reader), { datasetId, versionId });
  }

  it('is stored at the next start', async () => {
    const { draft, datasetId } = await opened(1);
    const closing = new RowEdits<RowDraft>({ edit: () => new Promise(() => undefined) });
    closing.typed(draft);
    draft.setJson('{\n  "a": 2.0,\n  "text": "zwei"\n}');
    closing.keep();
    expect(await reopened(datasetId)).toEqual([]);
    expect((await stored(datasetId))[1]).toBe('{"a": 2.0, "text":"zwei"}');
  });

  it('waits in its row where it can’t be stored', async () => {
    const { edits, draft, datasetId } = await opened(1);
    draft.setJson('{"a":');
    edits.keep();
    const [waiting] = await reopened(datasetId);
    expect([waiting?.position, waiting?.json, waiting?.dirty]).toEqual([1, '{"a":', true]);
    expect(await stored(datasetId)).toEqual(ROWS);
  });

  it('is not stored twice', async () => {
    const { edits, draft, datasetId } = await opened(1);
    draft.setColumn('text', 'zwei');
    edits.keep();
    const kept = localStorage.getItem('lapidary.typed') ?? '';
    await edits.saveAll();
    localStorage.setItem('lapidary.typed', kept);
    expect(await reopened(datasetId)).toEqual([]);
    expect((await listVersions(datasetId)).length).toBe(2);
  });
});
