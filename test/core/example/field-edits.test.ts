import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldEdits } from '../../../src/core/example/field-edits.ts';
import type { Field } from '../../../src/core/formats/format.ts';
import { Row } from '../../../src/core/row/row.ts';

function changed(row: object, fields: readonly Field[], change: (field: Field) => string): unknown {
  const text = JSON.stringify(row);
  return new Row(text).edit(fieldEdits(new Row(text).value, fields, change)).value;
}

describe('fieldEdits', () => {
  it('writes parts of one text back beside each other, and whole texts beside them', () => {
    const fields: Field[] = [
      { path: ['a'], role: 'input', text: 'bb', from: 1 },
      { path: ['a'], role: 'output', text: 'dd', from: 4 },
      { path: ['b'], role: 'output', text: 'x' },
    ];
    expect(changed({ a: '<bb|dd>', b: 'x' }, fields, ({ text }) => `${text}${text}`)).toEqual({
      a: '<bbbb|dddd>',
      b: 'xx',
    });
  });

  it('leaves alone what the row spells as something else', () => {
    const fields: Field[] = [
      { path: ['a'], role: 'label', text: '1' },
      { path: ['b'], role: 'output', text: 'gone', from: 2 },
      { path: ['c', 0], role: 'output', text: 'x' },
    ];
    expect(changed({ a: 1, b: 'x' }, fields, () => 'y')).toEqual({ a: 1, b: 'x' });
  });

  it('joins the parts again, however long each becomes', () => {
    const part = fc.tuple(fc.string({ maxLength: 4 }), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        let whole = '';
        const fields = parts.map(([text]): Field => {
          const from = whole.length + 1;
          whole += `|${text}`;
          return { path: ['a'], role: 'other', text, from };
        });
        let next = 0;
        const after = changed({ a: whole }, fields, () => parts[next++]?.[1] ?? '');
        expect(after).toEqual({ a: parts.map(([, text]) => `|${text}`).join('') });
      }),
    );
  });
});
