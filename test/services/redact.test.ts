import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactorOf } from '../../src/services/redact.ts';

const KEY = `AIzaCANARY+/${'x'.repeat(27)}`;
const TOKEN = 'ya29.canary_token-0123456789';

test('no form of a live secret survives, wherever it stands in base64', () => {
  const redact = redactorOf({ geminiKey: KEY, accessToken: TOKEN });
  fc.assert(
    fc.property(fc.constantFrom(KEY, TOKEN), fc.string(), fc.string(), (secret, before, after) => {
      const inside = Buffer.from(`${before}${secret}${after}`);
      const forms = [
        `${before}${secret}${after}`,
        `${before}${encodeURIComponent(secret)}${after}`,
        inside.toString('base64'),
        inside.toString('base64url'),
        inside.toString('hex'),
      ];
      for (const form of forms) {
        const text = redact(form);
        expect(text).toContain('«key»');
        expect(text).not.toContain(secret);
        // Whatever is left of base64 must not decode to a good part of the secret.
        expect(Buffer.from(text, 'base64').includes(secret.slice(8, 20))).toBe(false);
      }
    }),
  );
});

test('keys and tokens are known by their shape, even those that were never given', () => {
  const redact = redactorOf({ geminiKey: null, accessToken: null });
  const shapes = [`AIza${'b'.repeat(35)}`, `AQ.${'c'.repeat(24)}`, 'ya29.a0_x-y.z'];
  expect(redact(`Consumer 'api_key:${shapes.join(' ')}' has been suspended`)).toBe(
    "Consumer 'api_key:«key» «key» «key»' has been suspended",
  );
});

test('an ordinary text stays as it is', () => {
  const redact = redactorOf({ geminiKey: KEY, accessToken: '' });
  expect(redact('The model "AIza" answers AQ.')).toBe('The model "AIza" answers AQ.');
});
