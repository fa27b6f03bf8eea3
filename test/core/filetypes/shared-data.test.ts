import { expect, it } from 'vitest';
import { CsvReader } from '../../../src/core/filetypes/csv/csv.ts';
import { EncodingError, FatalDecoder } from '../../../src/core/filetypes/decode.ts';
import { JsonDocument } from '../../../src/core/filetypes/json/json-document.ts';
import { JsonDocumentError } from '../../../src/core/filetypes/json/json-document-error.ts';
import { previewHead } from '../../../src/core/filetypes/preview.ts';
import type { ReadSettings } from '../../../src/core/filetypes/settings.ts';
import { sniff } from '../../../src/core/filetypes/sniff.ts';
import { describeShared } from '../../support/real-files.ts';

const HEAD = 1 << 20;
/** A value that has not ended yet is copied with every piece that comes: two of the documents are one long value. */
const MOST_PIECES = 20_000;

/** A file as an import reads it, where its settings are found or given. */
function read(bytes: Uint8Array, name: string, wanted: Partial<ReadSettings> = {}, wish = 65_537): ReadFile {
  const piece = Math.max(wish, Math.ceil(bytes.length / MOST_PIECES));
  const { settings } = sniff(bytes.subarray(0, HEAD), name, wanted, bytes.length <= HEAD);
  const decoder = new FatalDecoder(settings.encoding);
  let reader: CsvReader | JsonDocument | undefined;
  const rows: string[] = [];
  const reasons: string[] = [];
  for (let at = 0; at < Math.max(1, bytes.length); at += piece) {
    const last = at + piece >= bytes.length;
    const text = decoder.push(bytes.subarray(at, at + piece), last);
    reader ??= new (settings.fileType === 'csv' ? CsvReader : JsonDocument)(settings, { byteOffset: decoder.bomBytes });
    const part = reader.push(text, last);
    rows.push(...part.rows);
    reasons.push(...part.quarantined.map(({ reason }) => reason));
  }
  return { settings, rows, quarantined: reasons.length, reasons };
}

interface ReadFile {
  readonly settings: ReadSettings;
  readonly rows: readonly string[];
  readonly quarantined: number;
  readonly reasons: readonly string[];
}

function values(rows: readonly string[]): unknown[] {
  return rows.map((row) => JSON.parse(row) as unknown);
}

describeShared('json-test-suite', (files) => {
  const named = (prefix: string): string[] => files.names().filter((name) => name.startsWith(prefix));
  const asJson = { fileType: 'json', encoding: 'utf-8' } as const;

  it.each([
    ['y_', 95],
    ['n_', 188],
  ])('has its %s files', (prefix, count) => expect(named(prefix)).toHaveLength(count));

  it.each([undefined, 1, 7])('gives the elements of each good document (pieces of %s bytes)', (piece) => {
    for (const name of named('y_')) {
      const document = files.json(name);
      const found = read(files.bytes(name), name, asJson, piece);
      const inner = (document as { x?: unknown } | null)?.x;
      const isNested = found.settings.rowsAt === 'x[]';
      const expected = Array.isArray(document) ? document : isNested ? inner : [document];
      expect({ name, rows: values(found.rows), quarantined: found.quarantined }).toEqual({
        name,
        rows: expected,
        quarantined: 0,
      });
    }
  });

  it('gives each row in its own spelling', () => {
    for (const name of named('y_')) {
      const text = new TextDecoder().decode(files.bytes(name));
      const isOneLine = !/[\r\n]/.test(text.trim());
      for (const row of read(files.bytes(name), name, asJson).rows) if (isOneLine) expect(text).toContain(row);
    }
  });

  it.each([undefined, 1, 7])(
    'refuses each bad document, or what is bad in it, with a place (pieces of %s bytes)',
    (piece) => {
      for (const name of named('n_')) {
        let why: unknown;
        try {
          const { reasons } = read(files.bytes(name), name, asJson, piece);
          why = new JsonDocumentError(reasons[0] ?? 'was accepted');
        } catch (error) {
          why = error;
        }
        if (why instanceof EncodingError) expect(why.byte).toBeGreaterThanOrEqual(0);
        else {
          expect(why, name).toBeInstanceOf(JsonDocumentError);
          expect((why as Error).message, name).toMatch(/^not JSON: .{1,60} at line \d+, column \d+ \(byte \d+\)$/u);
        }
      }
    },
  );

  it('refuses each bad document in the preview too, and takes none for a table', () => {
    for (const name of named('n_')) {
      const bytes = files.bytes(name);
      expect([name, sniff(bytes, name, {}, true).settings.fileType]).not.toEqual([name, 'csv']);
      const preview = previewHead(bytes, { name, bytes: bytes.length, complete: true }, { fileType: 'json' });
      if (preview.ok && preview.value.quarantined.length > 0) continue;
      expect({ name, ...(preview.ok ? preview.value.problem : {}) }).toMatchObject({
        name,
        kind: 'broken-file',
        why: expect.stringMatching(/^not JSON: .* \(byte \d+\)$/u) as string,
      });
    }
  });

  it('accepts or refuses the open cases, and changes none', () => {
    const counts = { accepted: 0, refused: 0 };
    for (const name of named('i_')) {
      try {
        const { rows } = read(files.bytes(name), name, asJson);
        for (const row of rows) expect(new TextDecoder().decode(files.bytes(name))).toContain(row);
        counts.accepted++;
      } catch {
        counts.refused++;
      }
    }
    expect(counts).toEqual({ accepted: 22, refused: 13 });
  });
});

interface Counted {
  readonly file: string;
  readonly rows: number;
  readonly rowsAt?: string;
}

/** Files whose rows were counted without this program. */
function counts(folder: string, cases: readonly Counted[]): void {
  describeShared(folder, (files) => {
    it.each(cases)('$file has $rows rows at $rowsAt', ({ file, rows, rowsAt = '[]' }) => {
      const found = read(files.bytes(file), file);
      expect(found).toMatchObject({ settings: { fileType: 'json', rowsAt }, quarantined: 0 });
      expect(found.rows).toHaveLength(rows);
      const document = files.json(file);
      if (rowsAt === '[]') expect(values(found.rows)).toEqual(document);
    });
  });
}

counts('llama-factory', [
  { file: 'alpaca_en_demo.json', rows: 999 },
  { file: 'alpaca_zh_demo.json', rows: 1_000 },
  { file: 'identity.json', rows: 91 },
  { file: 'dpo_en_demo.json', rows: 300 },
  { file: 'dpo_zh_demo.json', rows: 300 },
  { file: 'kto_en_demo.json', rows: 300 },
  { file: 'glaive_toolcall_en_demo.json', rows: 300 },
  { file: 'glaive_toolcall_zh_demo.json', rows: 300 },
  { file: 'mllm_demo.json', rows: 6 },
]);
counts('llms-from-scratch', [
  { file: 'instruction-data.json', rows: 1_100 },
  { file: 'instruction-data-with-preference.json', rows: 1_100 },
  { file: 'instruction-data-with-response.json', rows: 110 },
  { file: 'instruction-examples.json', rows: 200 },
  { file: 'instruction-examples-modified.json', rows: 200 },
  { file: 'eval-example-data.json', rows: 100 },
]);
counts('codealpaca', [{ file: 'code_alpaca_2k.json', rows: 2_017 }]);
counts('fastchat', [{ file: 'dummy_conversation.json', rows: 500 }]);
counts(
  'xquad',
  ['ar', 'el', 'en', 'zh'].map((language) => ({
    file: `xquad.${language}.json`,
    rows: 1_190,
    rowsAt: 'data[].paragraphs[].qas[]',
  })),
);

describeShared('big-bench-hard', (files) => {
  it('has 6,511 examples in 27 files, each in an array inside an object', () => {
    let rows = 0;
    for (const name of files.names()) {
      const found = read(files.bytes(name), name);
      expect([name, found.settings.rowsAt, found.quarantined]).toEqual([name, 'examples[]', 0]);
      expect(values(found.rows)).toEqual((files.json(name) as { examples: unknown }).examples);
      rows += found.rows.length;
    }
    expect(rows).toBe(6_511);
  });
});

describeShared('sms-spam', (files) => {
  it('is Windows-1252, and has 5,572 rows', () => {
    const { settings, rows, quarantined } = read(files.bytes('spam.csv'), 'spam.csv');
    expect(settings).toMatchObject({ fileType: 'csv', encoding: 'windows-1252', delimiter: ',', headerRow: 1 });
    expect([rows.length, quarantined]).toEqual([5_572, 0]);
    expect(rows.filter((row) => row.includes('£')).length).toBeGreaterThan(100);
    expect(rows.filter((row) => row.includes('\ufffd'))).toEqual([]);
  });
});

describeShared('messytables', (files) => {
  interface Known {
    readonly encoding: string;
    readonly delimiter: string;
  }
  const labels: Readonly<Record<string, string>> = {
    mac_roman: 'macintosh',
    'latin-1': 'windows-1252',
    cp1252: 'windows-1252',
    'utf-16': 'utf-16le',
    'utf-8-sig': 'utf-8',
    ascii: 'utf-8',
  };

  it('has most of its encodings and delimiters found', () => {
    const known = Object.entries({
      ...(files.json('EXPECTED.json') as Record<string, Known>),
      // There read with commas; its cells are parted by semicolons.
      'weird_head_padding.csv': { encoding: 'utf-8', delimiter: ';' },
    });
    const missed = known.flatMap(([name, { encoding, delimiter }]) => {
      const { settings } = sniff(files.bytes(name), name, {}, true);
      const label = labels[encoding] ?? encoding;
      const wrong: string[] = [];
      if (settings.encoding !== label) wrong.push(`${settings.encoding} for ${label}`);
      if (settings.delimiter !== delimiter)
        wrong.push(`${JSON.stringify(settings.delimiter)} for ${JSON.stringify(delimiter)}`);
      return wrong.length > 0 ? [`${name}: ${wrong.join(', ')}`] : [];
    });
    const right = known.length - missed.length;
    console.info(`messytables: ${right} of ${known.length} found without help; not: ${missed.join('; ')}`);
    expect(right / known.length).toBeGreaterThan(0.7);
  });
});
