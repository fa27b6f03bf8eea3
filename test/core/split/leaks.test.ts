import { expect, it } from 'vitest';
import { Row } from '../../../src/core/row/row.ts';
import { findLeaks } from '../../../src/core/split/leaks.ts';
import { knownDuplicates } from '../../support/known-duplicates.ts';

const CONTEXT = { columns: ['q', 'a'], mapping: { input: 'q', output: 'a' } };

async function leaksOf(questions: readonly string[], sides: readonly number[], least: number) {
  const rows = questions.map((q, at) => new Row(JSON.stringify({ q, a: `answer ${at}` })));
  const known = await knownDuplicates(rows, CONTEXT, [{ role: 'input' }]);
  return findLeaks(known, Uint8Array.from(sides), least);
}

it('names each row that is held out once, by its closest twin on an earlier side', async () => {
  const questions = [
    'Where is my new card now please?',
    'where is my  NEW card now please?',
    'Where is my new card now please?',
    'Where is my old card now, where is my new card now please?',
    'Who are you?',
    '',
    '',
  ];
  const leaks = await leaksOf(questions, [1, 2, 3, 3, 2, 1, 2], 0.6);
  expect(leaks.map(({ row, twin, kind }) => [row, twin, kind])).toEqual([
    [2, 0, 'exact'],
    [1, 0, 'normalised'],
  ]);
  const loose = await leaksOf(['a b c d e', 'a b c d e f', 'a b c d e f'], [1, 2, 2], 0.7);
  expect(loose.map(({ row, twin, kind, alike }) => [row, twin, kind, alike])).toEqual([
    [1, 0, 'near', 0.75],
    [2, 0, 'near', 0.75],
  ]);
  expect(await leaksOf(['a b c d e', 'a b c d e f'], [1, 2], 0.8)).toEqual([]);
  // rows of the same words are near, whatever is between the words
  expect(await leaksOf(['a b c d e', 'a, b; c d e!'], [1, 2], 1)).toMatchObject([
    { row: 1, twin: 0, kind: 'near', alike: 1 },
  ]);
});
