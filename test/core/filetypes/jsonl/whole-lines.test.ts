import { expect, it } from 'vitest';
import { wholeLines } from '../../../../src/core/filetypes/jsonl/whole-lines.ts';

function linesOf(text: string): unknown[] {
  return wholeLines(new TextEncoder().encode(text));
}

it('gives the values of lines that lie wholly inside', () => {
  expect(linesOf('1}\n{"a":"原"}\r\n\nnot JSON\n[2]\n{"a":')).toEqual([{ a: '原' }, [2]]);
});

it('gives nothing where there is no whole line', () => {
  for (const text of ['', '\n', '{"a":1}', '{"a":1}\n', '\n{"a":1}']) expect(linesOf(text)).toEqual([]);
  expect(wholeLines(Uint8Array.of(10, 0xff, 10))).toEqual([]);
});
