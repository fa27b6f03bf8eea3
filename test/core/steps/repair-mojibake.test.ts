import { describe, expect, it } from 'vitest';
import { Row } from '../../../src/core/row/row.ts';
import { prepare, run } from './run.ts';

function repaired(text: string): unknown {
  const [row] = run('repair-mojibake', {}, [JSON.stringify({ a: text })]);
  return (JSON.parse(row ?? '{}') as { a: unknown }).a;
}

/** What Windows-1252 has from 0x80 to 0x9F; Node reads that encoding as Latin-1. */
const SPECIALS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Text as it comes out when its UTF-8 is read as Windows-1252. */
function garble(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  return bytes.map((byte) => SPECIALS[byte - 0x80] ?? String.fromCharCode(byte)).join('');
}

describe('Repair garbled characters', () => {
  it.each([
    'café',
    'It’s “fine” – really…',
    'naïve façade',
    '10 °C',
    'привет',
    'ελληνικά',
    '日本語です',
    '😀',
    '\u00a0',
  ])('gives %s back, garbled once or twice', (text) => {
    expect(repaired(`so ${garble(text)}, yes`)).toBe(`so ${text}, yes`);
    expect(repaired(garble(garble(text)))).toBe(text);
  });

  it.each(['CAFÉ»', 'está…”', 'IRMÃ', 'São Paulo', 'à “Paris”', 'ñandú', 'Â', 'Ã', 'ÄÖÜ', 'naïve', 'â', '×', 'Ærø'])(
    'leaves %s, which is good text',
    (text) => {
      expect(repaired(text)).toBe(text);
    },
  );

  it('reaches the messages of a conversation', () => {
    const messages = [
      { role: 'user', content: 'cafÃ©' },
      { role: 'assistant', content: 'cafÃ©' },
    ];
    const row = JSON.stringify({ messages });
    const context = { columns: ['messages'], mapping: { input: null, output: null }, format: 'openai-chat' };
    const { apply } = prepare('repair-mojibake', { columns: [{ role: 'input' }] }, context);
    expect(apply?.(new Row(row))).toMatchObject({ text: row.replace('cafÃ©', 'café') });
  });
});
