import { describe, expect, it } from 'vitest';
import type { FilePreview, ReadSettings } from '../../../src/core/filetypes/settings.ts';
import { previewHead } from '../../../src/core/filetypes/preview.ts';
import type { Failure } from '../../../src/core/failure.ts';

const encoder = new TextEncoder();

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? encoder.encode(text) : text;
}

/** In the byte order of this machine, which is little-endian. */
function utf16(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).buffer);
}

function preview(text: string | Uint8Array, wanted: Partial<ReadSettings> = {}, complete = true): FilePreview {
  const result = previewHead(bytesOf(text), { name: 'x', bytes: 1_000_000, complete }, wanted);
  if (!result.ok || result.value.problem) throw new Error(JSON.stringify(result));
  return result.value;
}

function failure(text: string | Uint8Array, wanted: Partial<ReadSettings> = {}): Failure {
  const result = previewHead(bytesOf(text), { name: 'x', bytes: 1, complete: true }, wanted);
  if (!result.ok) return result.failure;
  if (!result.value.problem) throw new Error('no failure');
  expect(result.value.rows).toEqual([]);
  return result.value.problem;
}

describe('previewHead', () => {
  it('shows a table with its columns, what they may be, and why it is read so', () => {
    expect(preview('text,category\nhello,a\nyou,b\n')).toMatchObject({
      name: 'x',
      bytes: 1_000_000,
      columns: ['text', 'category'],
      mapping: { input: 'text', output: 'category' },
      rows: ['{"text":"hello","category":"a"}', '{"text":"you","category":"b"}'],
      quarantined: [],
      complete: true,
    });
  });

  it('shows JSON Lines with what could not be read', () => {
    const found = preview('\ufeff{"prompt":"a","completion":"b"}\n\nnope\n{"prompt":"c"}');
    expect(found.rows).toEqual(['{"prompt":"a","completion":"b"}', '{"prompt":"c"}']);
    expect(found.quarantined).toMatchObject([
      { line: 3, byte: 36, reason: 'not JSON: unexpected word nope at column 1' },
    ]);
    expect(found.mapping).toEqual({ input: 'prompt', output: 'completion' });
  });

  it('leaves out the row that the head cuts', () => {
    expect(preview('a,b\n1,2\n3,4', {}, false)).toMatchObject({ rows: ['{"a":"1","b":"2"}'], complete: false });
    expect(preview('a,b\n1,2\n3,"x\ny', {}, false).rows).toHaveLength(1);
    expect(preview('{"a":1}\n{"a":2}', {}, false).rows).toEqual(['{"a":1}']);
    expect(preview('{"a":"very lo', {}, false)).toMatchObject({ rows: [], complete: false });
    expect(preview('{"a":1}\n{"a":2}', {}, true).rows).toHaveLength(2);
  });

  it('shows at most 100 rows and says that there are more', () => {
    const csv = preview(`a\n${'x\n'.repeat(101)}`);
    expect(csv.rows).toHaveLength(100);
    expect(csv.complete).toBe(false);
    expect(preview('{"a":1}\n'.repeat(100))).toMatchObject({ complete: true });
  });

  it('reads other encodings', () => {
    const wide = utf16('\ufeffa,é\n1,2\n');
    expect(preview(wide).rows).toEqual(['{"a":"1","é":"2"}']);
    const lines = utf16('\ufeff{"é":1}\n{"é":2}\n');
    expect(preview(lines).rows).toEqual(['{"é":1}', '{"é":2}']);
    expect(preview(Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a))).toMatchObject({ rows: ['{"a":"é"}'] });
  });

  it('shows the rows of a JSON document, and leaves out the one that the head cuts', () => {
    const text = '{"about":"x",\n"rows":[\n {"a": 1},\n {"a": 2}\n]}';
    expect(preview(text)).toMatchObject({
      settings: { fileType: 'json', rowsAt: 'rows[]' },
      rows: ['{"a": 1}', '{"a": 2}'],
      columns: ['a'],
      complete: true,
    });
    expect(preview(text.slice(0, -6), {}, false)).toMatchObject({ rows: ['{"a": 1}'], complete: false });
    expect(preview(text).reasons.at(-1)).toBe('Not imported: “about” (outside the list).');
    const five = JSON.stringify({ a: 1, b: 1, c: 1, d: 1, e: 1, rows: [{}, {}] });
    expect(preview(five, { fileType: 'json' }).reasons.at(-1)).toBe(
      'Not imported: “a”, “b”, “c” and 2 more (outside the list).',
    );
    expect(preview(text, { rowsAt: '' }).reasons.join()).not.toContain('left out');
    expect(preview(text, { rowsAt: '' }).rows).toEqual(['{"about":"x","rows":[{"a": 1},{"a": 2}]}']);
    expect(preview('{}', { fileType: 'json' })).toMatchObject({ rows: ['{}'], columns: [] });
    expect(preview(utf16('\ufeff[{"é":1}]')).rows).toEqual(['{"é":1}']);
  });

  it('offers to read leniently what is nearly JSON, and says what that changes', () => {
    const text = `${'{"prompt":"a","completion":"b","n":NaN}\n'.repeat(3)}{"prompt":"e","completion":"f","n":1}\n`;
    const strict = preview(text);
    expect(strict.rows).toHaveLength(1);
    expect(strict.quarantined).toHaveLength(3);
    expect(strict.offers).toEqual([
      { label: 'Read anyway', reason: expect.stringContaining('3 more rows') as string, wanted: { lenient: true } },
    ]);
    expect(strict.offers?.[0]?.reason).toContain('3 rows put right: NaN or Infinity became null 3 times');
    const lenient = preview(text, strict.offers?.[0]?.wanted);
    expect(lenient).toMatchObject({ settings: { fileType: 'jsonl', lenient: true }, quarantined: [] });
    expect(lenient.rows).toHaveLength(4);
    expect(lenient.offers).toEqual([
      {
        label: 'Read strictly',
        reason: expect.stringContaining('3 rows put right') as string,
        wanted: { lenient: false },
      },
    ]);
    expect(preview('{"a":1}\nnope\n')).not.toHaveProperty('offers');
  });

  it('says what stood above the header', () => {
    const found = preview('Sales\nname,town,sum\na,b,1\nc,d,2\ne,f,3\n');
    expect(found).toMatchObject({ settings: { headerRow: 2 }, columns: ['name', 'town', 'sum'] });
    expect(found.rows).toHaveLength(3);
    expect(found.reasons.slice(-2)).toEqual([
      'Header in row 2, the first row that fills the columns.',
      '1 row above the header is left out.',
    ]);
    expect(preview('a\nb\nc\nd\n', { headerRow: 3 }).reasons.at(-1)).toBe('2 rows above the header are left out.');
  });

  it('shows a table without rows', () => {
    expect(preview('a,b\n')).toMatchObject({ columns: ['a', 'b'], rows: [] });
  });

  it('fails where there is nothing to show, with the reason', () => {
    expect(failure('')).toEqual({ kind: 'no-rows', file: 'x', isEmpty: true });
    expect(failure('\n\n')).toEqual({ kind: 'no-rows', file: 'x' });
    expect(failure('[\n {"a":1,\n')).toEqual({
      kind: 'broken-file',
      file: 'x',
      why: 'not JSON: it ends too early at line 3, column 1 (byte 11)',
    });
    expect(failure('nope\n{a}\n', { fileType: 'jsonl' })).toEqual({ kind: 'no-rows', file: 'x' });
    expect(preview('[\n {"a":1}\n').quarantined).toMatchObject([
      { reason: expect.stringMatching(/^not JSON: it ends too early at line 3, column 1/) as string },
    ]);
    expect(failure('[]', { fileType: 'json' })).toEqual({ kind: 'no-rows', file: 'x' });
    expect(failure('{"a":[1]}', { fileType: 'json', rowsAt: 'b[]' })).toMatchObject({
      why: 'it has no rows at b[]: choose another place under Rows',
    });
    expect(failure(Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a), { encoding: 'utf-8' })).toEqual({
      kind: 'bad-encoding',
      file: 'x',
      encoding: 'utf-8',
      byte: 2,
    });
    expect(failure(Uint8Array.of(0x5b, 0x22, 0xc3, 0xa9, 0xc3, 0xa9, 0xe9, 0x22, 0x5d), { fileType: 'json' })).toEqual({
      kind: 'bad-encoding',
      file: 'x',
      encoding: 'utf-8',
      byte: 6,
    });
    expect(failure('a\n1\n', { encoding: 'no-such' })).toMatchObject({ kind: 'unreadable-file' });
  });
});

describe('the format of a file that is longer than its head', () => {
  const chat = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello."}]}\n';
  const pair = '{"instruction":"Say hello.","input":"","output":"Hello."}\n';

  function formatOf(elsewhere: readonly Uint8Array[]): FilePreview['format'] {
    const file = { name: 'x', bytes: 1_000_000, complete: false, elsewhere };
    const result = previewHead(encoder.encode(pair.repeat(50)), file, {});
    return result.ok ? result.value.format : null;
  }

  it('is judged by rows from all over it, and the others are listed', () => {
    expect(formatOf([])).toMatchObject({ id: 'alpaca', others: [] });
    const mixed = formatOf([encoder.encode(`cut"}\n${chat.repeat(30)}{"cut`)]);
    expect(mixed).toMatchObject({ id: 'alpaca', others: [{ id: 'openai-chat', rows: 30 }] });
    expect(mixed?.reason).toContain('50 of 80 rows');
    expect(formatOf([encoder.encode(`\n${chat.repeat(60)}`)])).toMatchObject({ id: 'openai-chat' });
  });
});
