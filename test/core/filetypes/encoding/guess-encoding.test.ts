import { describe, expect, it } from 'vitest';
import { guessEncodings } from '../../../../src/core/filetypes/encoding/guess-encoding.ts';
import { previewHead } from '../../../../src/core/filetypes/preview.ts';
import { sniffEncoding } from '../../../../src/core/filetypes/sniff-encoding.ts';
import { encodeText } from './encode-text.ts';
import { sentences } from './sentences.ts';

interface Sample {
  readonly language: string;
  readonly encoding: string;
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Letters that take some fifty bytes. */
function beginning(text: string): string {
  return Array.from(text)
    .slice(0, /[\u3000-\uffff]/u.test(text) ? 25 : 50)
    .join('');
}

const samples: Sample[] = sentences.flatMap(({ language, encodings, texts }) =>
  [...texts, ...texts.map(beginning), texts.join('\n')].flatMap((text) =>
    encodings.flatMap((encoding) => {
      const bytes = encodeText(text, encoding);
      return bytes?.some((byte) => byte >= 0x80) ? [{ language, encoding, text, bytes }] : [];
    }),
  ),
);

/** True where the text comes out right: of two encodings that agree on it either will do. */
function isRight(sample: Sample, encoding: string | undefined): boolean {
  const { text, bytes } = sample;
  return encoding === sample.encoding || (encoding !== undefined && new TextDecoder(encoding).decode(bytes) === text);
}

describe('the encoding of a text that is not UTF-8', () => {
  const all = samples.map((sample) => ({
    sample,
    guesses: guessEncodings(sample.bytes),
  }));

  it('is the likeliest of the guesses, short as the text may be', () => {
    expect(samples.length).toBeGreaterThan(250);
    const missed = all.filter(({ sample, guesses }) => !isRight(sample, guesses[0]));
    console.info(
      `encodings: ${all.length - missed.length} of ${all.length} right; not: ${missed
        .map(({ sample }) => `${sample.language} in ${sample.encoding}`)
        .join(', ')}`,
    );
    expect(missed.length / all.length).toBeLessThan(0.02);
  });

  it('is among the first three guesses', () => {
    const missed = all.filter(({ sample, guesses }) => !guesses.slice(0, 3).some((guess) => isRight(sample, guess)));
    expect(missed.map(({ sample }) => `${sample.encoding}: ${sample.text}`)).toEqual([]);
  });

  it.each(['é', 'ä,ö', 'ñ', '£3.50', '“x”', 'Größe;Maß'])(
    'is that of the West where little speaks for another: %s',
    (text) => {
      const bytes = encodeText(text, 'windows-1252') ?? new Uint8Array(0);
      expect(isRight({ language: '', encoding: 'windows-1252', text, bytes }, guessEncodings(bytes)[0])).toBe(true);
    },
  );

  it('is a guess that is said, with the next two', () => {
    const bytes = encodeText('город,улица\nМосква,Садовая\n', 'windows-1251') ?? new Uint8Array(0);
    const preview = previewHead(bytes, { name: 'x.csv', bytes: bytes.length, complete: true }, {});
    if (!preview.ok) throw new Error(JSON.stringify(preview.failure));
    const { settings, reasons, offers, rows } = preview.value;
    expect(settings.encoding).toBe('windows-1251');
    expect(rows).toEqual(['{"город":"Москва","улица":"Садовая"}']);
    expect(reasons[0]).toMatch(/^Not UTF-8, so Windows-1251 is a guess\. .* try .* and .*\./);
    expect(offers).toHaveLength(2);
    expect(offers?.[0]).toMatchObject({ label: expect.stringMatching(/^Read as /) as string });
    expect(offers?.[0]?.reason).toBe('Windows-1251 is a guess: check the letters below.');
    const other = previewHead(bytes, { name: 'x.csv', bytes: bytes.length, complete: true }, { encoding: 'koi8-r' });
    expect(other.ok && other.value.offers?.[0]).toEqual({
      label: 'Read as Windows-1251',
      reason: 'Other encodings that may fit:',
      wanted: { encoding: 'windows-1251' },
    });
  });
});

it('UTF-8 is never taken for another encoding', () => {
  for (const { texts } of sentences) {
    for (const text of texts)
      expect(sniffEncoding(new TextEncoder().encode(text), true)).toMatchObject({ value: 'utf-8', others: [] });
  }
});

it('ISO-2022-JP is known by its escapes', () => {
  const bytes = Uint8Array.of(0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42, 0x0a);
  expect(sniffEncoding(bytes, true)).toMatchObject({ value: 'iso-2022-jp', others: [] });
});
