import '../../support/workers-in-node.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { Reader } from '../../../src/jobs/reader.ts';
import { ImportDraft } from '../../../src/state/import/import-draft.svelte.ts';
import { setMeaning } from '../../../src/store/versions/history.ts';
import { emptyDatabase, importRows } from '../../support/stored.ts';

beforeEach(emptyDatabase);

async function draftOf(...files: readonly [name: string, text: string][]): Promise<ImportDraft> {
  const draft = new ImportDraft(
    files.map(([name, text]) => new File([text], name)),
    new Reader(),
  );
  await draft.read();
  return draft;
}

const QA = 'question,answer\nWhat?,That.\n';
const CHAT = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}\n';
const NAMED = '{"messages":[{"role":"squire","content":"Hi"},{"role":"clerk","content":"Hello"}]}\n';

describe('one file', () => {
  it('becomes a dataset of its name, by what was found', async () => {
    const draft = await draftOf(['data/pairs.v2.csv.gz', QA]);
    expect(draft).toMatchObject({ ready: true, name: 'pairs.v2', title: 'data/pairs.v2.csv.gz', isOneDataset: true });
    expect(draft.reasonFor('input')).toBe('Chosen by its name.');
    const [request, ...others] = draft.requests();
    expect(others).toEqual([]);
    expect(request).toMatchObject({ name: 'pairs.v2', mapping: { input: 'question', output: 'answer' } });
    expect(request?.files).toMatchObject([{ settings: { fileType: 'csv', headerRow: 1 } }]);
    expect(request?.files[0]).not.toHaveProperty('side');
  });

  it('takes the name that is typed; an empty one is that of the file', async () => {
    const draft = await draftOf(['pairs.csv', QA]);
    draft.name = '  Mine ';
    expect(draft.requests()[0]?.name).toBe('Mine');
    draft.name = ' ';
    expect(draft.requests()[0]?.name).toBe('pairs.csv');
  });

  it('is imported with what was chosen, not with what was found', async () => {
    const draft = await draftOf(['pairs.csv', QA]);
    draft.choose({ input: 'answer', output: null });
    expect([draft.reasonFor('input'), draft.reasonFor('output')]).toEqual(['Chosen by you.', 'Chosen by you.']);
    expect(draft.requests()[0]?.mapping).toMatchObject({ input: 'answer', output: null });
    await draft.file?.read({ headerRow: 0 });
    // A column that is no longer there means nothing.
    expect(draft.requests()[0]?.mapping).toMatchObject({ input: null, output: null });
  });

  it('has the format that its rows show, until another or none is chosen', async () => {
    const draft = await draftOf(['chat.jsonl', CHAT]);
    expect(draft.format).toBe('openai-chat');
    expect(draft.formatReason).not.toBe('Chosen by you.');
    draft.chooseFormat(undefined);
    expect([draft.requests()[0]?.format, draft.formatReason]).toEqual([undefined, 'Chosen by you.']);
    draft.chooseFormat('openai-chat');
    expect([draft.requests()[0]?.format, draft.formatReason]).not.toContain('Chosen by you.');
  });

  it('has the format of its rows once it is said who speaks', async () => {
    const draft = await draftOf(['chat.jsonl', NAMED]);
    expect(draft.clues.unknownRoles.map(({ name }) => name)).toEqual(['squire', 'clerk']);
    draft.chooseRoles({ squire: 'user', clerk: 'model' });
    expect(draft.requests()[0]).toMatchObject({
      format: 'openai-chat',
      mapping: { roles: { squire: 'user', clerk: 'model' } },
    });
  });

  it('can’t be imported while it is read, nor where it can’t be read', async () => {
    const draft = new ImportDraft([new File(['a\n1\n'], 'a.csv')], new Reader());
    expect(draft.ready).toBe(false);
    const read = draft.read();
    expect(draft.ready).toBe(false);
    await read;
    expect(draft.ready).toBe(true);
    const again = draft.file?.read({ fileType: 'parquet' });
    expect(draft.ready).toBe(false);
    await again;
    expect([draft.ready, draft.file?.failure === null]).toEqual([false, false]);
  });
});

describe('what an earlier dataset with the same columns means', () => {
  it('is offered, and taken over whole', async () => {
    const { datasetId } = await importRows(['{"b":"1","a":"2"}'], { name: 'last week', columns: ['b', 'a'] });
    await setMeaning(datasetId, 1, { mapping: { input: 'b', output: 'a' }, format: undefined }, 'Columns');
    const draft = await draftOf(['new.csv', 'a,b\n1,2\n']);
    expect(draft.earlier?.dataset).toBe('last week');
    expect(draft.mapping).not.toMatchObject({ input: 'b' });
    draft.takeEarlier();
    expect([draft.earlier, draft.mapping]).toMatchObject([null, { input: 'b', output: 'a' }]);
  });

  it('is not offered for other columns', async () => {
    await importRows(['{"b":"1","a":"2"}'], { columns: ['b', 'a'] });
    expect((await draftOf(['new.csv', 'a,b,c\n1,2,3\n'])).earlier).toBeNull();
  });
});

describe('several files', () => {
  it('become one dataset with the columns of all', async () => {
    const draft = await draftOf(['one.csv', 'a,b\n1,2\n'], ['two.csv', 'b,c\n1,2\n']);
    expect(draft).toMatchObject({ grouping: 'one dataset', sameColumns: false, title: '2 files' });
    expect(draft.columns).toEqual(['a', 'b', 'c']);
    expect(draft.requests().map(({ name, files }) => [name, files.length])).toEqual([['one', 2]]);
  });

  it('that are parts of a split become one each, or keep their sides in one', async () => {
    const draft = await draftOf(['train.csv', QA], ['test.csv', QA]);
    expect(draft).toMatchObject({ looksSplit: true, grouping: 'one each', isOneDataset: false });
    expect(draft.requests().map(({ name }) => name)).toEqual(['train', 'test']);
    draft.group('one dataset');
    const [request] = draft.requests();
    expect(request?.files.map(({ side }) => side)).toEqual(['train', 'test']);
  });

  it('each mean what was found in them', async () => {
    const draft = await draftOf(['qa.csv', QA], ['chat.jsonl', CHAT]);
    draft.group('one each');
    expect(draft.requests()).toMatchObject([
      { name: 'qa', mapping: { input: 'question', output: 'answer' }, format: 'question-answer' },
      { name: 'chat', format: 'openai-chat' },
    ]);
  });

  it('of one name are told apart by their folders', async () => {
    const draft = await draftOf(['en/rows.csv', QA], ['de/rows.csv', QA], ['more.csv', QA]);
    draft.group('one each');
    expect(draft.requests().map(({ name }) => name)).toEqual(['en rows', 'de rows', 'more']);
  });

  it('leave out those that are not included: neither their columns nor their faults count', async () => {
    const draft = await draftOf(['one.csv', 'a,b\n1,2\n'], ['broken.parquet', 'PAR1'], ['two.csv', 'b,a\n1,2\n']);
    expect(draft.ready).toBe(false);
    const [, broken] = draft.files;
    if (broken) broken.included = false;
    expect(draft).toMatchObject({ ready: true, sameColumns: true });
    expect(draft.requests()[0]?.files.map(({ file }) => file.name)).toEqual(['one.csv', 'two.csv']);
    for (const file of draft.files) file.included = false;
    expect(draft.ready).toBe(false);
  });

  it('ask who speaks in those that are included', async () => {
    const draft = await draftOf(['left-out.jsonl', NAMED], ['chat.jsonl', NAMED.replaceAll('clerk', 'shop')]);
    const [first] = draft.files;
    if (first) first.included = false;
    expect(draft.clues.unknownRoles.map(({ name }) => name)).toEqual(['squire', 'shop']);
    draft.chooseRoles({ squire: 'user', shop: 'model' });
    expect(draft.format).toBe('openai-chat');
  });

  it('keep who speaks also where they become one dataset each', async () => {
    const draft = await draftOf(['one.jsonl', NAMED], ['two.jsonl', NAMED]);
    draft.group('one each');
    const roles = { squire: 'user', clerk: 'model' } as const;
    draft.chooseRoles(roles);
    const wanted = { mapping: { roles }, format: 'openai-chat' };
    expect(draft.requests()).toMatchObject([
      { name: 'one', ...wanted },
      { name: 'two', ...wanted },
    ]);
  });
});
