import { passes } from '../../support/workers-in-node.ts';
import { makeImporter } from '../../support/importer.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Reader } from '../../../src/jobs/reader.ts';
import { backUpDataset } from '../../../src/jobs/back-up.ts';
import type { Run } from '../../../src/jobs/run.ts';
import type { Importer } from '../../../src/state/import/importer.svelte.ts';
import { listDatasets } from '../../../src/store/datasets.ts';
import { emptyDatabase, importRows } from '../../support/stored.ts';
import { zip } from '../../support/workbook.ts';

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
  vi.stubGlobal('location', { hash: '#/' });
});

const ROWS = '{"a":"1"}\n{"a":"2"}\n';
const fileOf = (name: string): File => new File([ROWS], name);

async function zipOf(texts: Readonly<Record<string, string>>): Promise<File> {
  return new File([Uint8Array.from(await zip(texts))], 'data.zip');
}

async function names(): Promise<string[]> {
  return (await listDatasets()).map(({ name }) => name).sort();
}

describe('files that are chosen while others are not through', () => {
  /** An archive that is unpacked when it is let. */
  class HeldReader extends Reader {
    go: () => void = () => undefined;
    override async unpack(file: File, run: Run): ReturnType<Reader['unpack']> {
      await new Promise<void>((end) => {
        this.go = end;
        run.signal.addEventListener('abort', () => end());
      });
      return super.unpack(file, run);
    }
  }

  const titles = (importer: Importer): string | undefined => importer.draft?.files.map(({ file }) => file.name).join();

  it('open after them, in the order in which they came, and it is said', async () => {
    const reader = new HeldReader();
    const { importer, notices } = makeImporter(reader);
    const archive = importer.choose([await zipOf({ 'one.jsonl': ROWS })]);
    const second = importer.choose([fileOf('two.jsonl')]);
    expect(notices.done?.text).toBe('two.jsonl opens after data.zip.');
    const third = importer.choose([fileOf('three.jsonl'), fileOf('four.jsonl')]);
    expect(notices.done?.text).toBe('2 files open after two.jsonl.');
    await vi.waitUntil(() => importer.unpacking);
    expect(importer.draft).toBeNull();
    reader.go();
    await archive;
    expect(titles(importer)).toBe('one.jsonl');
    await new Promise((later) => setTimeout(later, 50));
    expect(titles(importer)).toBe('one.jsonl');
    importer.close();
    await second;
    expect(titles(importer)).toBe('two.jsonl');
    await importer.start();
    await third;
    expect([titles(importer), await names()]).toEqual(['three.jsonl,four.jsonl', ['two']]);
    importer.close();
    expect(importer.draft).toBeNull();
  });

  it('open at once where the others are cancelled, fail, or were closed', async () => {
    const reader = new HeldReader();
    const { importer, notices } = makeImporter(reader);
    const archive = importer.choose([await zipOf({ 'one.jsonl': ROWS })]);
    const second = importer.choose([fileOf('two.jsonl')]);
    await vi.waitUntil(() => importer.unpacking);
    importer.unpacking?.cancel();
    await Promise.all([archive, second]);
    expect(titles(importer)).toBe('two.jsonl');
    importer.close();
    notices.done = null;
    await importer.choose([fileOf('three.jsonl')]);
    expect([titles(importer), notices.done]).toEqual(['three.jsonl', null]);
    importer.close();
    vi.spyOn(reader, 'isArchive').mockRejectedValueOnce(new Error('gone'));
    await expect(importer.choose([fileOf('four.jsonl')])).rejects.toThrow('gone');
    await importer.choose([fileOf('five.jsonl')]);
    expect(titles(importer)).toBe('five.jsonl');
  });

  it('are not kept waiting by a backup that is restored', async () => {
    const { datasetId } = await importRows(['{"a":1}'], { name: 'kept' });
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    const backup = await backUpDataset(datasetId, run);
    if (!backup.ok) return expect.unreachable();
    const { importer } = makeImporter();
    const go = passes.stop('restore');
    const restoring = importer.choose([new File([backup.value], 'kept.lapidary')]);
    await importer.choose([fileOf('rows.jsonl')]);
    expect(titles(importer)).toBe('rows.jsonl');
    go();
    await restoring;
    expect(await names()).toEqual(['kept', 'kept (2)']);
  });
});
