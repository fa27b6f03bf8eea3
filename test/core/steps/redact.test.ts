import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

function redacted(text: string): unknown {
  const [row] = run('redact', {}, [JSON.stringify({ a: text })]);
  return (JSON.parse(row ?? '{}') as { a: unknown }).a;
}

describe('Redact personal data', () => {
  it.each([
    ['a.b+c@mail.co.uk!', '[EMAIL]!'],
    ['jürgen@müller.de', '[EMAIL]'],
    ['call (555) 123-4567 now', 'call [PHONE] now'],
    ['call 555-123-4567 now', 'call [PHONE] now'],
    ['+49 (0)30 901820', '[PHONE]'],
    ['5500-0000-0000-0004', '[CARD]'],
    ['378282246310005', '[CARD]'],
    ['GB82WEST12345698765432', '[IBAN]'],
    ['from 81.2.69.142:80', 'from [IP]:80'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nend', '[SECRET]\nend'],
    ['sk-proj-abcdefghijklmnopqrstuvwx', '[SECRET]'],
    ['ghp_0123456789abcdefghijABCDEFGHIJ012345', '[SECRET]'],
  ])('masks %s', (text, after) => {
    expect(redacted(text)).toBe(after);
  });

  it.each([
    ...['4111 1111 1111 1112', 'DE89 3704 0044 0532 0130 01', '0000 0000 0000 0000', '1234567890123456'],
    ...['192.168.1.1', '127.0.0.1', '1.2.3.4.5', '256.1.1.1', 'version 2.10.3', '2024-01-15', '12:30-14:45'],
    ...['user@localhost', '@name', 'someone@example.com', '3.14159265358979', '1,234,567.89', 'sk-learn', 'eyJ'],
    ...['It is 100 000 000 km', 'ISBN 978-3-16-148410-0'],
  ])('leaves %s', (text) => {
    expect(redacted(text)).toBe(text);
  });
});
