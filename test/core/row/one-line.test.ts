import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toOneLine } from '../../../src/core/row/one-line.ts';
import { processorTime } from '../../support/processor-time.ts';

describe('toOneLine', () => {
  it('leaves out line ends and the white space around them, and nothing inside a line', () => {
    expect(toOneLine('  {\n  "a" : [1.0,\r\n\t"x  y"],   \n\n "b": 2 }  ')).toBe('{"a" : [1.0,"x  y"],"b": 2 }');
    expect(toOneLine(' {"a":  1} ')).toBe('{"a":  1}');
  });

  it('says the same value however it was laid out', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(2, 4, '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (value, indent, end) => {
          const line = toOneLine(JSON.stringify(value, null, indent).replaceAll('\n', end));
          expect(line).not.toMatch(/[\r\n]/);
          expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
    );
  });

  // A search that begins again at each space takes half a minute for this, reading it once a millisecond.
  it('takes long stretches of spaces in a text in its stride', () => {
    const spaces = ' '.repeat(200_000);
    const took = processorTime(() => {
      expect(toOneLine(`{\n"a":"${spaces}x"\n}`) === `{"a":"${spaces}x"}`).toBe(true);
    });
    expect(took).toBeLessThan(2_000);
  });
});
