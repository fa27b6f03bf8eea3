import { expect, it } from 'vitest';
import { SharedTexts } from '../../../../src/core/filetypes/xlsx/shared-texts.ts';
import { XmlPieces } from '../../../../src/core/filetypes/xlsx/xml-pieces.ts';

function push(texts: SharedTexts, count: number): void {
  const xml = new XmlPieces(texts);
  xml.push('<sst>');
  for (let at = 0; at < count; at++) xml.push(`<si><t>text ${at}${at % 7 === 0 ? ' 漢' : ''}</t></si>`);
  xml.push('</sst>');
}

it('holds each text once, and gives it by its place', () => {
  const texts = new SharedTexts();
  push(texts, 5_000);
  expect(texts.count).toBe(5_000);
  const places = [0, 1, 1_023, 1_024, 4_095, 4_096, 4_999];
  expect(places.map((place) => texts.at(place))).toEqual(
    places.map((place) => `text ${place}${place % 7 === 0 ? ' 漢' : ''}`),
  );
  expect(texts.at(5_000)).toBeUndefined();
});

it('refuses texts that take more than the memory they may', () => {
  expect(() => {
    push(new SharedTexts(100_000), 10_000);
  }).toThrow('too large for a workbook: its texts alone take more than 100 kB of memory');
});
