import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runRecipe } from '../../../../src/core/recipe/run-recipe.ts';
import { previewHead } from '../../../../src/core/filetypes/preview.ts';
import type { FilePreview } from '../../../../src/core/filetypes/settings.ts';
import { whatsAppType } from '../../../../src/core/filetypes/whatsapp/whatsapp-type.ts';
import { DEFAULT_SETTINGS } from '../../../../src/core/filetypes/settings.ts';

function preview(text: string): FilePreview {
  const bytes = new TextEncoder().encode(text);
  const found = previewHead(bytes, { name: '_chat.txt', bytes: bytes.length, complete: true }, {});
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return found.value;
}

const ANDROID = [
  '31/12/2025, 21:58 - Messages and calls are end-to-end encrypted.',
  '31/12/2025, 21:59 - Ada: Is the opal sold?',
  '31/12/2025, 22:00 - Bo: No:',
  '',
  'come and see - 10:00, if you like',
  '01/01/2026, 09:30 - Ada: On my way',
  '',
].join('\n');

describe('a chat of WhatsApp', () => {
  it('says that the order of day and month is a guess where no day tells, and offers the other', () => {
    const text = '03/04/2024, 14:05 - Ada: Hello\n04/04/2024, 14:06 - Bo: Hi\n05/04/2024, 09:00 - Ada: Morning\n';
    const { reasons, offers } = preview(text);
    expect(reasons).toContain('Dates are read as day, month, year. That is a guess: no day so far is over 12.');
    expect(offers?.map(({ label, wanted }) => [label, wanted])).toEqual([
      ['Read as month, day, year', { dateOrder: 'mdy' }],
    ]);
    expect(preview(ANDROID).offers).toBeUndefined();
  });

  it('with a date far behind that can’t be one is refused with its line, and nothing is imported', () => {
    const many = '03/04/2024, 14:05 - Ada: Hello\n'.repeat(5_000);
    const reader = whatsAppType.read({ ...DEFAULT_SETTINGS, dateOrder: 'dmy' }, { byteOffset: 0 });
    reader.push(many, false);
    expect(() => reader.push('04/25/2024, 14:06 - Bo: Hi\n', true)).toThrow(
      /the date 4\/25\/2024 in line 5,001 is none in the order that was guessed/,
    );
  });

  it('is one row a message, with lines that go on', () => {
    const { settings, rows, reasons, columns, clues } = preview(ANDROID);
    expect(settings).toMatchObject({ fileType: 'whatsapp', dateOrder: 'dmy' });
    expect(reasons).toContain('A WhatsApp chat: one row for each message.');
    expect(columns).toEqual(['sender', 'text', 'at']);
    expect(clues?.areTurns).toBe(true);
    expect(rows.map((row) => JSON.parse(row) as unknown)).toEqual([
      { sender: null, text: 'Messages and calls are end-to-end encrypted.', at: '2025-12-31T21:58:00' },
      { sender: 'Ada', text: 'Is the opal sold?', at: '2025-12-31T21:59:00' },
      { sender: 'Bo', text: 'No:\n\ncome and see - 10:00, if you like', at: '2025-12-31T22:00:00' },
      { sender: 'Ada', text: 'On my way', at: '2026-01-01T09:30:00' },
    ]);
  });

  it.each([
    ['[31.12.25, 22:15:30] Ada: Hi', '2025-12-31T22:15:30'],
    ['[12/31/25, 10:15:30\u202fPM] Ada: Hi', '2025-12-31T22:15:30'],
    ['12/31/25, 12:05 AM - Ada: Hi', '2025-12-31T00:05:00'],
    ['1/2/26, 1:05 PM - Ada: Hi', '2026-01-02T13:05:00'],
    ['1/2/26, 13:05 - Ada: Hi', '2026-02-01T13:05:00'],
    ['2025-12-31, 22:15 - Ada: Hi', '2025-12-31T22:15:00'],
    ['\u200e[31.12.25, 22:15:30] Ada: \u200eHi', '2025-12-31T22:15:30'],
  ])('%j was sent at %s', (line, at) => {
    const { rows } = preview(`${line}\r\n${line}\r\n${line}\r\n`);
    expect(rows.map((row) => JSON.parse(row) as unknown)).toEqual(
      Array.from({ length: 3 }, () => ({ sender: 'Ada', text: 'Hi', at })),
    );
  });

  it.each([
    '2026-01-02 10:00:00 INFO: started\n2026-01-02 10:00:01 INFO: ended\n2026-01-02 10:00:01 INFO: x\n',
    'date,text\n"31/12/2025, 21:59 - x",a\n',
    'Just a text.\n31/12/2025, 21:59 - Ada: Hi\n',
    '[1, 2, 3]\n',
  ])('%j is none', (text) => {
    expect(preview(text).settings.fileType).not.toBe('whatsapp');
  });

  it('comes out the same however the file is cut', () => {
    const whole = whatsAppType
      .read({ ...DEFAULT_SETTINGS, dateOrder: 'dmy' }, { byteOffset: 0 })
      .push(ANDROID, true).rows;
    fc.assert(
      fc.property(fc.array(fc.nat(ANDROID.length), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), ANDROID.length];
        const reader = whatsAppType.read({ ...DEFAULT_SETTINGS, dateOrder: 'dmy' }, { byteOffset: 0 });
        const rows = places.slice(1).flatMap((end, at) => {
          return reader.push(ANDROID.slice(places[at], end), at + 2 === places.length).rows;
        });
        expect(rows).toEqual(whole);
        expect(reader.rows).toBe(whole.length);
      }),
    );
  });

  it('sets lines aside that come before any message', () => {
    const reader = whatsAppType.read({ ...DEFAULT_SETTINGS, dateOrder: 'dmy' }, { byteOffset: 3 });
    const { rows, quarantined } = reader.push('Chat with Bo\n31/12/2025, 21:59 - Ada: é', true);
    expect(rows).toHaveLength(1);
    expect(quarantined).toMatchObject([{ line: 1, byte: 3, bytes: 13 }]);
    expect(reader.counts).toMatchObject({ finalNewline: false, crlf: 0 });
  });

  it('becomes conversations at its pauses', async () => {
    const { rows, columns, mapping } = preview(ANDROID);
    const step = { step: 'group-conversations', version: 1, params: { pause: 60, model: 'Bo', others: 'remove' } };
    const run = await runRecipe([step], { columns, mapping }, rows);
    if (!run.ok) throw new Error('not grouped');
    expect(run.value.log[0]?.dropped).toEqual({ 'sender empty': 1 });
    expect(run.value.rows.map((row) => (JSON.parse(row) as { messages: object[] }).messages.length)).toEqual([2, 1]);
  });
});
