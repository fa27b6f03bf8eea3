import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { CellReader } from '../../../../src/core/filetypes/csv/csv-cells.ts';
import { dialectOf } from '../../../../src/core/filetypes/csv/dialect.ts';
import {
  MAX_CELL_LENGTH,
  MAX_RECORD_LINES,
  RecordCutter,
  type CutterOptions,
} from '../../../../src/core/filetypes/csv/csv-records.ts';
import { MAX_ROW_BYTES, type QuarantineDraft } from '../../../../src/core/filetypes/settings.ts';

interface Cut {
  readonly records: string[];
  readonly lines: number[];
  readonly bytes: number[];
  readonly cells: string[][];
  readonly strays: number[];
  readonly refused: QuarantineDraft[];
}

function cut(text: string, options: Partial<CutterOptions> = {}, pieceLength = Infinity): Cut {
  const cutter = new RecordCutter({ delimiter: ',', ...options });
  const cells = new CellReader(dialectOf({ delimiter: ',', ...options }), options.newline);
  const all: Cut = { records: [], lines: [], bytes: [], cells: [], strays: [], refused: [] };
  let at = 0;
  do {
    const end = Math.min(text.length, at + pieceLength);
    const batch = cutter.push(text.slice(at, end), end === text.length);
    for (let i = 0; i < batch.count; i++) {
      all.records.push(batch.textOf(i));
      all.lines.push(batch.lines[i]!);
      all.bytes.push(batch.byteAt(batch.starts[i]!));
    }
    all.cells.push(...cells.read(batch));
    all.strays.push(...batch.strays);
    all.refused.push(...batch.refused);
    at = end;
  } while (at < text.length);
  return all;
}

/** Text in which quotes, delimiters and line ends stand anywhere. */
const wild = fc
  .array(fc.constantFrom('"', '"', ',', '\n', '\r', '\r\n', ' ', 'a', 'é', '🦊', '""', '",', '"\n', ',"'), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));

describe('records', () => {
  it.each<[string, string[]]>([
    ['a,b\nc,d\n', ['a,b', 'c,d']],
    ['a,b\r\nc,d', ['a,b', 'c,d']],
    ['a,b\rc,d\r', ['a,b', 'c,d']],
    ['a\r\n\nb\r\rc', ['a', '', 'b', '', 'c']],
    ['"x\ny",1\n2,"z\r\n"\n', ['"x\ny",1', '2,"z\r\n"']],
    ['"x ""y"",\n",1\n2', ['"x ""y"",\n",1', '2']],
    ['a,b"c\nd"e\n', ['a,b"c', 'd"e']],
    ['"a" ,"b"\t\n"c"\n', ['"a" ,"b"\t', '"c"']],
    ['"a"b,c"\nd', ['"a"b,c"', 'd']],
    ['"a"\nb', ['"a"', 'b']],
    ['""\n"",""\n', ['""', '"",""']],
    ['"""a"""\nb', ['"""a"""', 'b']],
    ['', []],
    ['\n', ['']],
  ])('of %j are %j', (text, records) => {
    expect(cut(text).records).toEqual(records);
  });

  it('take a lone CR as text where lines end in LF', () => {
    expect(cut('a\rb,1\nc,2\r\nd', { newline: '\n' }).records).toEqual(['a\rb,1', 'c,2', 'd']);
    expect(cut('"a"\r,1\n', { newline: '\n' }).cells).toEqual([['a', '1']]);
    expect(cut('a\rb,1\nc,2\r\nd', { newline: '\r' }).records).toEqual(['a', 'b,1', 'c,2', 'd']);
  });

  it('are the same at any piece length', () => {
    fc.assert(
      fc.property(
        wild,
        fc.constantFrom(undefined, '\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 20 }),
        (text, newline, length) => {
          const options = newline === undefined ? {} : { newline };
          expect(cut(text, options, length)).toEqual(cut(text, options));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('know their lines and bytes, and lose no character', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const encoder = new TextEncoder();
        const { records, lines, bytes, refused } = cut(text, { byteOffset: 3 });
        const pieces = [
          ...records.map((record, i) => ({ text: record, line: lines[i]!, byte: bytes[i]! })),
          ...refused.map(({ raw, line, byte }) => ({ text: new TextDecoder().decode(raw), line, byte })),
        ].sort((a, b) => a.byte - b.byte || a.line - b.line);
        let at = 0;
        for (const piece of pieces) {
          const gap = /^(\r\n|\r|\n)?/.exec(text.slice(at))?.[0] ?? '';
          if (piece !== pieces[0]) at += gap.length;
          expect(text.startsWith(piece.text, at)).toBe(true);
          expect(piece.byte).toBe(3 + encoder.encode(text.slice(0, at)).length);
          expect(piece.line).toBe(text.slice(0, at).split(/\r\n|\r|\n/).length);
          at += piece.text.length;
        }
        expect(text.slice(at)).toMatch(/^(\r\n|\r|\n)?$/);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('cells', () => {
  it('are those that PapaParse finds in the whole text, where that has an end to each quote that is one', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const simple = text.replaceAll('\r', '');
        const { cells, refused, strays } = cut(simple, { newline: '\n' });
        fc.pre(refused.length === 0 && strays.length === 0);
        const whole = simple === '' || simple.endsWith('\n') ? simple : `${simple}\n`;
        const papa = Papa.parse<string[]>(whole, { delimiter: ',', newline: '\n' }).data.slice(0, -1);
        expect(cells).toEqual(papa);
      }),
      { numRuns: 5_000 },
    );
  });

  it('agree between records that are read together and one at a time', () => {
    // The odd last record makes the whole batch be read one at a time.
    const text = 'a,"b ""c""\n",d\n"",e,\n1,2,3\n';
    expect(cut(`${text}"x" ,y,z\n`).cells.slice(0, -1)).toEqual(cut(text).cells);
  });
});

describe('a quote that never closes', () => {
  it('costs its own line, not the rest of the file', () => {
    const { records, refused } = cut('a,b\n1,"open\n2,x\n3,y\n');
    expect(records).toEqual(['a,b', '2,x', '3,y']);
    expect(refused).toEqual([
      {
        line: 2,
        byte: 4,
        bytes: 7,
        reason: 'quote opened at line 2 never closes',
        raw: new TextEncoder().encode('1,"open'),
      },
    ]);
  });

  it('is given up after 10,000 lines, at any piece length', () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => `${i},x`);
    const text = `a,"open\n${lines.join('\n')}\nz,"closed"\n`;
    for (const length of [Infinity, 50_000, 7_001]) {
      const { records, refused } = cut(text, { newline: '\n' }, length);
      expect(refused.map(({ line }) => line)).toEqual([1]);
      expect(records).toHaveLength(12_001);
    }
    const allowed = `a,"open\n${lines
      .slice(0, MAX_RECORD_LINES - 2)
      .join('\n')
      .replaceAll(',', ' ')}"\n`;
    expect(cut(allowed).records).toHaveLength(1);
  });

  it('is given up after 10 MiB, at any piece length', () => {
    const text = `"${'x'.repeat(MAX_CELL_LENGTH)}\nnext"\nb\n`;
    for (const length of [Infinity, 3_000_000]) {
      const { records, refused } = cut(text, {}, length);
      expect(refused.map(({ line }) => line)).toEqual([1]);
      expect(records).toEqual(['next"', 'b']);
    }
  });

  // Looking again and again at the rest of the file took minutes: the test's own time limit is the check.
  it.each(['1,"good","open and more text\n', '"open\n', 'x,"a\nb","open\n', '"a""\n', '"" x,"\n'])(
    'does not slow down a file full of %j',
    (line) => {
      const text = line.repeat(60_000);
      const { records, refused } = cut(text, { newline: '\n' }, 1 << 20);
      expect(records.length + refused.length).toBeGreaterThan(1_000);
    },
  );
});

describe('a line that is too long', () => {
  it('is passed over and told with its length and start, at any piece length', () => {
    const giant = 'é'.repeat(MAX_ROW_BYTES + 5);
    const text = `a\n${giant}\nb\n`;
    for (const length of [Infinity, 5_000_000]) {
      const { records, refused } = cut(text, {}, length);
      expect(records).toEqual(['a', 'b']);
      expect(refused).toMatchObject([{ line: 2, byte: 2, bytes: giant.length * 2 }]);
      expect(Buffer.compare(refused[0]!.raw, new TextEncoder().encode(giant.slice(0, 64 << 10)))).toBe(0);
    }
  });

  it('may be the last one', () => {
    const { records, refused } = cut(`a\n${'x'.repeat(MAX_ROW_BYTES + 1)}`, {}, 9_000_000);
    expect(records).toEqual(['a']);
    expect(refused).toMatchObject([{ line: 2, byte: 2, bytes: MAX_ROW_BYTES + 1 }]);
  });
});
