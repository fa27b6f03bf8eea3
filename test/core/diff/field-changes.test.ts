import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldChanges } from '../../../src/core/diff/field-changes.ts';
import { Row } from '../../../src/core/row/row.ts';

function changes(before: string, after: string) {
  return fieldChanges(new Row(before), new Row(after)).map(({ before: old, after: young }) => [
    old && `${JSON.stringify(old.path)} ${old.text}`,
    young && `${JSON.stringify(young.path)} ${young.text}`,
  ]);
}

describe('what is different in a row', () => {
  it('is each value, as the row spells it', () => {
    expect(changes('{"q":" a","n":1.0,"same":{"x":[1]}}', '{"q":"a","n":1,"same":{"x":[1]}}')).toEqual([
      ['["q"]  a', '["q"] a'],
      ['["n"] 1.0', '["n"] 1'],
    ]);
  });

  it('is a value that came to another column as it was, and not its loss', () => {
    expect(changes('{"question":"Why?","o":"So."}', '{"input":"Why?","o":"So."}')).toEqual([
      ['["question"] Why?', '["input"] Why?'],
    ]);
  });

  it('is found inside of lists also where items came before it', () => {
    const turn = (from: string, value: string) => ({ from, value });
    const before = { turns: [turn('human', 'Hi '), turn('gpt', 'Hello.')] };
    const after = { turns: [turn('system', 'Be kind.'), turn('human', 'Hi '), turn('gpt', 'Hello!')] };
    expect(changes(JSON.stringify(before), JSON.stringify(after))).toEqual([
      ['["turns",1,"value"] Hello.', '["turns",2,"value"] Hello!'],
      [null, '["turns",0,"from"] system'],
      [null, '["turns",0,"value"] Be kind.'],
    ]);
  });

  it('is the whole row where only its spelling changed, and nothing of an equal row', () => {
    expect(changes('{"a":1,"b":2}', '{"b":2,"a":1}')).toEqual([['[] {"a":1,"b":2}', '[] {"b":2,"a":1}']]);
    expect(changes('{"a":1}', '{"a":1}')).toEqual([]);
  });

  it('leaves out nothing: what is in no change is equal in both', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const row = fc.dictionary(fc.constantFrom('a', 'b', 'turns', 'x'), value).map((each) => JSON.stringify(each));
    fc.assert(
      fc.property(row, row, (before, after) => {
        const found = fieldChanges(new Row(before), new Row(after));
        if (found.some((change) => change.before?.path.length === 0)) return;
        const left = (side: 'before' | 'after', text: string) => {
          const named = found.flatMap((change) => (change[side] ? [JSON.stringify(change[side].path)] : []));
          return leavesOf(JSON.parse(text), [], named);
        };
        expect(left('before', before).sort()).toEqual(left('after', after).sort());
      }),
    );
  });
});

/** The values of a row that are in no change, as JSON. */
function leavesOf(value: unknown, path: readonly (string | number)[], named: readonly string[]): string[] {
  if (named.includes(JSON.stringify(path))) return [];
  const items = value !== null && typeof value === 'object' ? Object.entries(value) : [];
  // What is left of a list or object whose values all went is empty: that is said by what went.
  if (items.length === 0) return value !== null && typeof value === 'object' ? [] : [JSON.stringify(value)];
  return items.flatMap(([key, item]) => leavesOf(item, [...path, Array.isArray(value) ? Number(key) : key], named));
}
