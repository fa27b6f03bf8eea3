import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenFileError } from '../../../../src/core/filetypes/broken-file-error.ts';
import { XmlPieces } from '../../../../src/core/filetypes/xlsx/xml-pieces.ts';
import { eachAttribute, plainText } from '../../../../src/core/filetypes/xlsx/xml-text.ts';

const DOCUMENT = `<?xml version="1.0"?><!DOCTYPE a><!-- <no> & --><x:a xmlns:x="u" b = 'x > y &amp; "z"'><c/>one &lt; two &#x1F642;<d e="1"
 f='&#233;'>&unknown; &amp;lt;</d ><![CDATA[<raw> &amp;]]></x:a>\n`;
const READ = [
  ['open', 'a', { b: 'x > y & "z"' }],
  ['open', 'c', {}],
  ['close', 'c'],
  ['text', 'one < two 🙂'],
  ['open', 'd', { e: '1', f: 'é' }],
  ['text', '&unknown; &lt;'],
  ['close', 'd'],
  ['text', '<raw> &amp;'],
  ['close', 'a'],
];

function read(pieces: readonly string[]): unknown[] {
  const told: unknown[][] = [];
  const xml = new XmlPieces({
    open(name, attributes) {
      const found: Record<string, string> = {};
      eachAttribute(attributes, (key, value) => (found[key] = value));
      told.push(['open', name, found]);
    },
    close: (name) => told.push(['close', name]),
    text(part) {
      const last = told.at(-1);
      if (last?.[0] === 'text') last[1] = `${String(last[1])}${plainText(part)}`;
      else told.push(['text', plainText(part)]);
    },
  });
  for (const piece of pieces) xml.push(piece);
  xml.end();
  return told;
}

describe('XML in pieces', () => {
  it('tells the same wherever it is cut', () => {
    expect(read([DOCUMENT])).toEqual(READ);
    expect(read(DOCUMENT.split(/(?:)/))).toEqual(READ);
    const cuts = fc.uniqueArray(fc.nat(DOCUMENT.length), { maxLength: 6 });
    fc.assert(
      fc.property(cuts, (places) => {
        const ends = [...places.sort((a, b) => a - b), DOCUMENT.length];
        expect(read(ends.map((end, at) => DOCUMENT.slice(ends[at - 1] ?? 0, end)))).toEqual(READ);
      }),
    );
  });

  it('that ends too early is broken, and so is a tag that never ends', () => {
    for (const cut of ['<a>', '<a', '<a><b></b>']) expect(() => read([cut])).toThrow(BrokenFileError);
    const endless = Array.from({ length: 40 }, () => 'x '.repeat(16 << 10));
    expect(() => read(['<a ', ...endless])).toThrow('a tag of its XML is longer than 1 MiB');
  });
});
