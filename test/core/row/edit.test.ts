import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { applyEdits, type Path } from '../../../src/core/row/edit.ts';
import { anyText, places, spell, spelledObject, spelledValue } from './spelled.ts';

const newValue = fc
  .oneof(anyText, fc.jsonValue({ maxDepth: 2 }))
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);

function set(text: string, path: Path, value: Json): string {
  return applyEdits(text, [{ op: 'set', path, value }]);
}

function remove(text: string, ...path: Path): string {
  return applyEdits(text, [{ op: 'remove', path }]);
}

function rename(text: string, path: Path, to: string): string {
  return applyEdits(text, [{ op: 'rename', path, to }]);
}

describe('set', () => {
  it('changes the bytes of one value and no other, wherever it lies and however the row is spelled', () => {
    fc.assert(
      fc.property(spelledValue, fc.nat(), newValue, (row, pick, value) => {
        const all = places(row);
        const { path, node } = all[pick % all.length]!;
        const expected = spell(row, new Map([[node, JSON.stringify(value)]]));
        const changed = set(spell(row), path, value);
        expect(changed).toBe(expected);
        expect(valueAt(JSON.parse(changed) as Json, path)).toEqual(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('changes several values as if one after another', () => {
    fc.assert(
      fc.property(spelledObject, fc.array(fc.tuple(fc.nat(), newValue), { maxLength: 4 }), (row, picks) => {
        const all = places(row).filter(({ path }) => path.length === 1);
        const edits =
          all.length === 0
            ? []
            : picks.map(([pick, value]) => ({ op: 'set' as const, path: all[pick % all.length]!.path, value }));
        const single = edits.reduce((text, edit) => applyEdits(text, [edit]), spell(row));
        expect(applyEdits(spell(row), edits)).toBe(single);
      }),
    );
  });

  it('adds a new key at the end and leaves the rest', () => {
    fc.assert(
      fc.property(spelledObject, anyText, newValue, (row, name, value) => {
        const key = `new ${name}`;
        const before = spell(row);
        const end = (row.kind === 'object' ? (row.items.at(-1)?.after ?? row.blank) : '').length + 1;
        const comma = row.kind === 'object' && row.items.length > 0 ? ',' : '';
        const member = `${comma}${JSON.stringify(key)}:${JSON.stringify(value)}`;
        const text = set(before, [key], value);
        expect(text).toBe(before.slice(0, -end) + member + before.slice(-end));
        expect((JSON.parse(text) as Record<string, Json>)[key]).toEqual(value);
      }),
    );
  });

  it('replaces the last of equal keys, which is the one that parsers see', () => {
    expect(set('{"a":1,"b":2,"\\u0061":3}', ['a'], 'x')).toBe('{"a":1,"b":2,"\\u0061":"x"}');
  });

  it('replaces the whole row, an element, and values under odd keys', () => {
    expect(set(' {"a":1} ', [], 'x')).toBe(' "x" ');
    expect(set('[1, 2.50 ,3]', [1], null)).toBe('[1, null ,3]');
    expect(set('{"__proto__":{"x":1}}', ['__proto__', 'x'], 2)).toBe('{"__proto__":{"x":2}}');
    expect(set('{}', ['__proto__'], 2)).toBe('{"__proto__":2}');
    expect(set('{"a":1}', [], { b: 1 })).toBe('{"b":1}');
  });

  it('writes lone surrogates as escapes, so that the row can be stored as UTF-8', () => {
    expect(set('{"a":1}', ['a'], '\ud800')).toBe('{"a":"\\ud800"}');
  });

  it('goes on inside a value that it has just set', () => {
    const edits = [
      { op: 'set', path: ['a'], value: { b: [1, 2] } },
      { op: 'set', path: ['a', 'b', 1], value: 'x' },
    ] as const;
    expect(applyEdits('{"a":0}', edits)).toBe('{"a":{"b":[1,"x"]}}');
  });

  it('says which path does not exist', () => {
    expect(() => set('{"a":1}', ['a', 'b'], 1)).toThrow('path ["a","b"] does not exist');
    expect(() => set('{"a":1}', ['x', 'b'], 1)).toThrow('path ["x","b"] does not exist');
    expect(() => set('[1]', [1], 1)).toThrow('path [1] does not exist');
    expect(() => set('[1]', ['0'], 1)).toThrow('path ["0"] does not exist');
  });
});

describe('remove', () => {
  it('takes every occurrence with its comma, whatever lies around', () => {
    fc.assert(
      fc.property(spelledObject, fc.nat(), (row, pick) => {
        const keys = row.kind === 'object' ? row.items.map((item) => item.key) : [];
        fc.pre(keys.length > 0);
        const key = keys[pick % keys.length]!;
        const text = remove(spell(row), key);
        const expected = JSON.parse(spell(row)) as Record<string, Json>;
        Reflect.deleteProperty(expected, key);
        expect(JSON.parse(text)).toEqual(expected);
        for (const item of row.kind === 'object' ? row.items : []) {
          if (item.key !== key) expect(text).toContain(item.name + item.colon + spell(item.value));
        }
      }),
    );
  });

  it('leaves the white space beside the braces', () => {
    expect(remove('{ "a": 1, "b": 2, "c": 3 }', 'a')).toBe('{ "b": 2, "c": 3 }');
    expect(remove('{ "a": 1, "b": 2, "c": 3 }', 'b')).toBe('{ "a": 1, "c": 3 }');
    expect(remove('{ "a": 1, "b": 2, "c": 3 }', 'c')).toBe('{ "a": 1, "b": 2 }');
    expect(remove('{"a":1, "b":2 ,"c":3}', 'a')).toBe('{"b":2 ,"c":3}');
    expect(remove('{"a":1, "b":2 ,"c":3}', 'c')).toBe('{"a":1, "b":2}');
    expect(remove('{ "a": 1 }', 'a')).toBe('{}');
    expect(remove('{"a":1,"b":2,"a":3}', 'a')).toBe('{"b":2}');
    expect(remove('{"x":[1, 2, 3]}', 'x', 1)).toBe('{"x":[1, 3]}');
  });

  it('refuses what is not there', () => {
    expect(() => remove('{"a":1}', 'b')).toThrow('path ["b"] does not exist');
    expect(() => remove('{"a":1}')).toThrow('remove needs a path');
  });
});

describe('rename', () => {
  it('changes the key of every occurrence and nothing else', () => {
    expect(rename('{ "a" : 1.0, "b": 2, "\\u0061":3}', ['a'], 'q"')).toBe('{ "q\\"" : 1.0, "b": 2, "q\\"":3}');
    expect(rename('{"x":{"a":1}}', ['x', 'a'], 'b')).toBe('{"x":{"b":1}}');
  });

  it('refuses what is not there', () => {
    expect(() => rename('{"a":1}', ['b'], 'c')).toThrow('path ["b"] does not exist');
    expect(() => rename('[1]', [0], 'c')).toThrow('path [0] does not exist');
  });
});

describe('applyEdits', () => {
  it('reaches 1,000 levels down', () => {
    const depth = 1000;
    const text = '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
    const path = Array.from({ length: depth }, () => 'a');
    expect(set(text, path, 2)).toBe(text.replace('1', '2'));
  });

  // Looking for each column from the start would take minutes: the test's own time limit is the check.
  it('edits 20,000 of 20,000 columns in one go', () => {
    const row = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`column ${i}`, `value ${i}`]));
    const edits = Object.keys(row).map((key) => ({ op: 'set' as const, path: [key], value: 'x' }));
    const text = JSON.stringify(row);
    const changed = applyEdits(text, edits);
    expect(new Set(Object.values(JSON.parse(changed) as object))).toEqual(new Set(['x']));
  });

  it('gives the same text back without edits', () => {
    fc.assert(
      fc.property(spelledValue, (row) => {
        expect(applyEdits(spell(row), [])).toBe(spell(row));
      }),
    );
  });
});

function valueAt(value: Json, path: Path): Json {
  // The path is one of the value's own.
  return path.reduce<Json>((inner, key) => (inner as Record<string | number, Json>)[key]!, value);
}
