import { describe, expect, it } from 'vitest';
import { fillEmpty } from '../../../src/core/duplicates/fill-empty.ts';
import { Row } from '../../../src/core/row/row.ts';
import { hashHex } from '../../../src/core/hash/text-hash.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { runRecipe } from '../../../src/core/recipe/run-recipe.ts';
import { contextOf } from '../steps/run.ts';

const merge = (...texts: readonly string[]): string => fillEmpty(texts.map((text) => new Row(text))).text;

describe('the row that stays', () => {
  it('gets what is empty or missing as the first of the others spells it, and keeps every other byte', () => {
    const kept = '{ "id": 1.0, "note":"" , "input":"a", "tags": null}';
    expect(
      merge(kept, '{"note":" ","level":12345678901234567890}', '{"note":"caf\\u00e9","tags":[1.50, {}],"id":2}'),
    ).toBe('{ "id": 1.0, "note":"caf\\u00e9" , "input":"a", "tags": [1.50, {}],"level":12345678901234567890}');
  });

  it('is the same where the others have nothing more', () => {
    const kept = new Row('{"input":"a","tags":[]}');
    expect(fillEmpty([kept, new Row('{"input":"b","tags":[1],"note":null}')])).toBe(kept);
    expect(merge('[1]', '{"a":1}')).toBe('[1]');
    expect(merge('{"a":""}', '"text"')).toBe('{"a":""}');
  });
});

it('hands back the row of the others that the one that stays becomes', () => {
  const [kept, other] = [new Row('{"input":"a"}'), new Row('{"input":"a","output":"b"}')];
  expect(fillEmpty([kept, new Row('{"output":""}'), other])).toBe(other);
});

describe('merging groups', () => {
  const [river, lake, po, elbe, como] = [
    '{"input":"Name a river.","output":"The Rhine.","source":""}',
    '{"input":"Name a lake.","output":"Lake Garda.","source":"atlas"}',
    '{"input":"name a river.","output":"The Po.","source":"guide"}',
    '{"input":"NAME A RIVER.","output":"The Elbe, which ends in the North Sea.","source":""}',
    '{"input":"name a lake.","output":"Lake Como.","source":""}',
  ] as const;
  const texts = [river, lake, po, elbe, como];
  const merged = async (params: JsonObject) => {
    const step = {
      step: 'remove-near-duplicates',
      version: 1,
      params: { find: 'normalised', texts: ['input'], merge: true, ...params },
    };
    const run = await runRecipe([step], contextOf(texts), texts);
    if (!run.ok) throw new Error(JSON.stringify(run.failure));
    return run.value;
  };
  const withSource = (text: string, source: string): string => text.replace('"source":""', `"source":"${source}"`);

  it('puts the row at the place of the one that stays, whichever that is', async () => {
    expect((await merged({ keep: 'first' })).rows).toEqual([withSource(river, 'guide'), lake]);
    expect((await merged({ keep: 'longest' })).rows).toEqual([lake, withSource(elbe, 'guide')]);
    expect((await merged({ keep: 'last' })).rows).toEqual([withSource(elbe, 'guide'), withSource(como, 'atlas')]);
  });

  it('says which rows it joined, and drops those of groups with nothing to fill as ever', async () => {
    const { log, from } = await merged({ keep: 'first' });
    expect(from).toEqual([0, 1]);
    expect(log[0]).toMatchObject({ rowsIn: 5, rowsOut: 2, changed: 1, joined: 2 });
    expect(log[0]?.dropped).toEqual({ 'duplicate apart from case and spacing': 1 });
  });

  it('fills the row that was chosen in a review, and leaves those that were spared', async () => {
    const name = (text: string): string => hashHex(text).slice(0, 16);
    const { rows } = await merged({ reviewed: true, preferred: name(elbe), spared: name(river) });
    expect(rows).toEqual([river, lake, withSource(elbe, 'guide')]);
  });
});
