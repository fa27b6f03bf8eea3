import { passes } from '../../support/workers-in-node.ts';
import { makeImporter } from '../../support/importer.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Reader } from '../../../src/jobs/reader.ts';
import { backUpDataset } from '../../../src/jobs/back-up.ts';
import type { Run } from '../../../src/jobs/run.ts';
import { Dataset } from '../../../src/state/dataset/dataset.svelte.ts';
import type { Importer } from '../../../src/state/import/importer.svelte.ts';
import { listDatasets } from '../../../src/store/datasets.ts';
import { datasetOf, emptyDatabase, importRows, readTexts } from '../../support/stored.ts';
import { zip } from '../../support/workbook.ts';

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
  vi.stubGlobal('location', { hash: '#/' });
});

/** Chosen files, once their first rows are there. */
async function choose(importer: Importer, ...files: readonly File[]): Promise<void> {
  await importer.choose(files);
  if (importer.draft) await vi.waitUntil(() => importer.draft?.files.every(({ loading }) => !loading));
}

async function names(): Promise<string[]> {
  return (await listDatasets()).map(({ name }) => name).sort();
}

const ROWS = '{"a":"1"}\n{"a":"2"}\n';
async function zipOf(texts: Readonly<Record<string, string>>): Promise<File> {
  return new File([Uint8Array.from(await zip(texts))], 'data.zip');
}

const fileOf = (name: string, text = ROWS): File => new File([text], name);

describe('files that are chosen', () => {
  it('are shown, and become a dataset when that is wished', async () => {
    const { importer, notices, went, storage } = makeImporter();
    await choose(importer, fileOf('rows.jsonl'));
    expect([importer.draft?.title, await names()]).toEqual(['rows.jsonl', []]);
    await importer.start();
    const [dataset] = await listDatasets();
    expect(await readTexts(dataset?.headId ?? '')).toEqual(['{"a":"1"}', '{"a":"2"}']);
    expect([importer.draft, importer.fresh]).toEqual([null, dataset?.id]);
    expect(went).toEqual([`datasets/${dataset?.id}/rows`]);
    expect(notices.done).toMatchObject({ kind: 'done', text: '2 rows imported as rows.', action: null });
    expect(storage.refresh).toHaveBeenCalled();
  });

  it('find workers ready that started while they were chosen, and not before anybody wanted to', async () => {
    const { importer } = makeImporter();
    importer.expect();
    await new Promise((done) => setTimeout(done, 20));
    expect(passes.awaited).toEqual([]);
    importer.near();
    await vi.waitUntil(() => passes.awaited.length > 0);
    expect(passes.awaited).toEqual(['import']);
  });

  it('become nothing where the dialog is closed', async () => {
    const { importer } = makeImporter();
    await choose(importer, fileOf('rows.jsonl'));
    importer.close();
    await importer.start();
    expect([importer.draft, await names()]).toEqual([null, []]);
  });

  it('call nobody back who has gone on to another page: the notice opens them', async () => {
    const { importer, notices, went } = makeImporter();
    await choose(importer, fileOf('rows.jsonl'));
    const go = passes.stop('import');
    const started = importer.start();
    await vi.waitUntil(() => passes.begun.includes('import'));
    vi.stubGlobal('location', { hash: '#/settings' });
    go();
    await started;
    expect([went, importer.fresh, notices.done?.action?.label]).toEqual([[], null, 'Open']);
    notices.done?.action?.run();
    expect(went).toHaveLength(1);
  });

  it('become one dataset each, and none is opened before the others', async () => {
    const { importer, notices, went, tasks } = makeImporter();
    await choose(importer, fileOf('one.jsonl'), fileOf('two.jsonl'));
    importer.draft?.group('one each');
    await importer.start();
    expect([await names(), went, tasks.running]).toEqual([['one', 'two'], [], []]);
    expect(notices.done?.action?.label).toBe('Open');
  });

  it('that fail leave nothing behind, and it is said why', async () => {
    const { importer, notices, went } = makeImporter();
    await choose(importer, fileOf('rows.jsonl'));
    passes.break('import', { kind: 'storage-full' });
    await importer.start();
    expect([await names(), went, notices.done]).toEqual([[], [], null]);
    expect(notices.failed.map(({ text }) => text)).toEqual(['The browser has no room left to store this.']);
  });

  it('that fail keep no other from being imported, and are not forgotten over them', async () => {
    const { importer, notices } = makeImporter();
    const [broken, sound] = [fileOf('broken.jsonl'), fileOf('sound.jsonl')];
    await choose(importer, broken, sound);
    importer.draft?.group('one each');
    const lead = passes.stop('import');
    const started = importer.start();
    await vi.waitUntil(() => passes.begun.length === 1);
    passes.reset();
    lead({ kind: 'broken-file', file: 'broken.jsonl', why: 'it ends too soon' });
    await started;
    expect(await names()).toEqual(['sound']);
    expect(notices.failed.map(({ text }) => text)).toEqual(['broken.jsonl is broken: it ends too soon.']);
  });

  it('are none of them imported after a cancel', async () => {
    const { importer, notices, tasks } = makeImporter();
    await choose(importer, fileOf('one.jsonl'), fileOf('two.jsonl'));
    importer.draft?.group('one each');
    passes.stop('import');
    const started = importer.start();
    await vi.waitUntil(() => passes.begun.length === 1);
    tasks.inTray[0]?.cancel();
    await started;
    expect([await names(), passes.begun, notices.failed, notices.done?.text]).toEqual([
      [],
      ['import'],
      [],
      'Cancelled.',
    ]);
  });

  it('with many lines that can’t be read are doubted, with a way to look at them', async () => {
    const { importer, notices, went } = makeImporter();
    await choose(importer, fileOf('rows.jsonl', `${ROWS}{"a":\n`));
    await importer.start();
    expect(notices.done).toMatchObject({ kind: 'doubtful', text: '2 rows imported as rows, 1 line in quarantine.' });
    notices.done?.action?.run();
    expect(went.at(-1)).toMatch(/quarantine$/);
  });

  it('put failures away that are made good', async () => {
    const { importer, notices } = makeImporter();
    notices.fail({ kind: 'storage-full' });
    await choose(importer, fileOf('rows.jsonl'));
    await importer.start();
    expect(notices.failed).toEqual([]);
  });

  it('may be text that was copied', async () => {
    const { importer } = makeImporter();
    await importer.chooseText('q,a\n1,2\n');
    await vi.waitUntil(() => importer.draft?.ready);
    expect(importer.draft?.file?.settings.fileType).toBe('csv');
  });
});

describe('rows that are added to a dataset', () => {
  async function addTo(isOpen: boolean) {
    const head = await importRows(['{"a":"0"}'], { name: 'kept' });
    const made = makeImporter();
    const dataset = new Dataset(head.datasetId, made.notices);
    if (isOpen) made.opened.current = dataset;
    await made.importer.choose([fileOf('rows.jsonl')], { dataset: await datasetOf(head.datasetId), head });
    await vi.waitUntil(() => made.importer.draft?.ready);
    await made.importer.start();
    const texts = async (): Promise<string[]> => readTexts((await datasetOf(head.datasetId)).headId);
    return { ...made, texts, datasetId: head.datasetId };
  }

  it('are on the page that is open, and can be taken away again', async () => {
    const { notices, went, texts, importer } = await addTo(true);
    expect(await texts()).toEqual(['{"a":"0"}', '{"a":"1"}', '{"a":"2"}']);
    expect([went, importer.fresh, await names()]).toEqual([[], null, ['kept']]);
    expect(notices.done).toMatchObject({ text: '2 rows added to kept.', action: { label: 'Undo' } });
    notices.done?.action?.run();
    await expect.poll(texts).toEqual(['{"a":"0"}']);
  });

  it('are shown where another page was open', async () => {
    const { went, datasetId, importer } = await addTo(false);
    expect([went, importer.fresh]).toEqual([[`datasets/${datasetId}/rows`], null]);
  });
});

describe('an archive', () => {
  it('is replaced by its files, and what is no data is named', async () => {
    const { importer } = makeImporter();
    const archive = await zipOf({ 'one.jsonl': ROWS, 'picture.png': 'x', 'two.jsonl': ROWS });
    await choose(importer, fileOf('zero.jsonl'), archive);
    expect(importer.draft?.files.map(({ file }) => file.name)).toEqual(['zero.jsonl', 'one.jsonl', 'two.jsonl']);
    expect(importer.draft?.leftOut).toEqual(['picture.png']);
    expect(importer.unpacking).toBeNull();
  });

  it('that can’t be read is said, and the other files are shown', async () => {
    const { importer, notices } = makeImporter();
    const archive = await zipOf({ 'one.jsonl': ROWS });
    const broken = new File([(await archive.arrayBuffer()).slice(0, 40)], 'data.zip');
    await choose(importer, broken, fileOf('rows.jsonl'));
    expect(notices.failed).toHaveLength(1);
    expect(importer.draft?.files.map(({ file }) => file.name)).toEqual(['rows.jsonl']);
  });

  it('that is cancelled while it is unpacked leaves no dialog', async () => {
    class SlowReader extends Reader {
      override async unpack(file: File, run: Run): ReturnType<Reader['unpack']> {
        await new Promise((end) => run.signal.addEventListener('abort', end));
        return super.unpack(file, run);
      }
    }
    const { importer, notices } = makeImporter(new SlowReader());
    const chosen = importer.choose([fileOf('rows.jsonl'), await zipOf({ 'one.jsonl': ROWS })]);
    await vi.waitUntil(() => importer.unpacking);
    importer.unpacking?.cancel();
    await chosen;
    expect([importer.draft, notices.done?.text, importer.unpacking]).toEqual([null, 'Cancelled.', null]);
  });
});

describe('a backup', () => {
  it('is restored at once, beside the files that are shown', async () => {
    const { datasetId } = await importRows(['{"a":1}'], { name: 'kept' });
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    const backup = await backUpDataset(datasetId, run);
    if (!backup.ok) return expect.unreachable();
    const { importer, notices, went } = makeImporter();
    await choose(importer, new File([backup.value], 'any.name'), fileOf('rows.jsonl'));
    expect(await names()).toEqual(['kept', 'kept (2)']);
    expect(notices.done?.text).toBe('kept (2) is restored, with 1 version.');
    expect([importer.draft?.title, went]).toEqual(['rows.jsonl', []]);
    notices.done?.action?.run();
    expect(went).toHaveLength(1);
  });
});

describe('a sample', () => {
  const [sample = { file: '', title: '', summary: '' }] = makeImporter().importer.samples;

  it('is opened at once, with hints', async () => {
    vi.stubGlobal('document', { baseURI: 'http://localhost/' });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('q,a\n1,2\n')));
    const { importer, went } = makeImporter();
    await importer.trySample(sample);
    const [dataset] = await listDatasets();
    expect([importer.hintsFor, importer.draft, went]).toEqual([dataset?.id, null, [`datasets/${dataset?.id}/rows`]]);
  });

  it('that can’t be had is said', async () => {
    vi.stubGlobal('document', { baseURI: 'http://localhost/' });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    const { importer, notices } = makeImporter();
    await importer.trySample(sample);
    expect([importer.hintsFor, await names(), notices.failed[0]?.text]).toEqual([
      ...[null, [], `${sample.file} could not be read: no network.`],
    ]);
  });
});
