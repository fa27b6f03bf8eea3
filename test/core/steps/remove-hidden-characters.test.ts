import { expect, it } from 'vitest';
import { run } from './run.ts';

it('Remove hidden characters leaves what scripts and emoji need, and white space', () => {
  const kept = 'می‌خواهم 👩‍💻 \u200fעברית\t\n\r\u00a0\u3000\x0b';
  const text = JSON.stringify({ a: kept, b: `\u0000x\u00ady\u2060z\u009f${kept}` });
  expect(run('remove-hidden-characters', {}, [text]).map((row) => JSON.parse(row ?? '') as unknown)).toEqual([
    { a: kept, b: `xyz${kept}` },
  ]);
});
