import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

function repaired(text: string): unknown {
  const [row] = run('repair-mojibake', {}, [JSON.stringify({ a: text })]);
  return (JSON.parse(row ?? '{}') as { a: unknown }).a;
}

/** Text as it comes out when its UTF-8 is read as Windows-1252. */
function garble(text: string): string {
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
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
    const row = JSON.stringify({ messages: [{ role: 'user', content: 'cafÃ©' }] });
    expect(run('repair-mojibake', { columns: [{ role: 'input' }] }, [row])).toEqual([row.replace('cafÃ©', 'café')]);
  });
});
