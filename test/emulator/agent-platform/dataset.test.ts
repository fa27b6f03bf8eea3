import { expect, it } from 'vitest';
import { turn } from './client.ts';
import { readDataset } from './dataset.ts';

const read = (rows: readonly unknown[], method: 'supervised' | 'preference'): ReturnType<typeof readDataset> =>
  readDataset(Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')), method);
const media = {
  role: 'user',
  parts: [{ fileData: { mimeType: 'image/png', fileUri: 'gs://b/a.png' } }, { text: 'x' }],
};

it('takes conversations of any length, in both spellings, with media in the prompt', () => {
  const { examples, dropped } = read(
    [
      { contents: [turn('user', 'a'), turn('model', 'b'), turn('user', 'c'), turn('model', 'd')] },
      { system_instruction: { role: 'system', parts: [{ text: 'Be brief.' }] }, contents: [media, turn('model', 'e')] },
    ],
    'supervised',
  );
  expect(dropped).toEqual([]);
  // Four turns of a token each; nine letters are three tokens.
  expect(examples.map(({ billableTokens, messages }) => [billableTokens, messages])).toEqual([
    [4, 4],
    [5, 2],
  ]);
});

it('says what is wrong with rows, by line', () => {
  const user = turn('user', 'a');
  const { examples, dropped } = read(
    [
      { contents: [user] },
      { contents: [user, { ...media, role: 'model' }] },
      { contents: [turn('assistant', 'a'), turn('model', 'b')] },
      { contents: [turn('user', ''), turn('model', 'b')] },
      { contents: [] },
      { contents: [turn('user', 'word '.repeat(110_000)), turn('model', 'b')] },
    ],
    'supervised',
  );
  expect(examples).toEqual([]);
  expect(dropped.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '1 The last turn must have the role "model".',
    '2 The last turn may have text only, no media.',
    '3 Invalid role "assistant".',
    '4 Every turn must have parts, and none of them may be empty.',
    '5 The contents must not be empty.',
    '6 The example has 137501 tokens; at most 131072 are allowed.',
  ]);
});

it('wants pairs of one better and one worse answer, of text alone', () => {
  const completions = [1, 0].map((score) => ({ score, completion: turn('model', `s${score}`) }));
  const contents = [turn('user', 'a')];
  const rows = [
    { contents, completions },
    { contents: [...contents, turn('model', 'b')], completions },
    { contents, completions: completions.map((entry) => ({ ...entry, score: 1 })) },
    { contents, completions: [...completions, ...completions] },
    { contents: [media], completions },
    { contents, completions: completions.map((entry) => ({ ...entry, completion: turn('user', 'c') })) },
  ];
  const { examples, dropped } = read(rows, 'preference');
  expect(examples).toMatchObject([{ input: 'a', output: 's1', billableTokens: 4 }]);
  expect(dropped.map(({ reason }) => reason)).toEqual([
    'The last turn of the contents must have the role "user".',
    'One completion must have score 1, and the other one score 0.',
    'There must be exactly 2 completions, got 4.',
    'An example of preferences may have text only, no media.',
    'Completions must have the role "model".',
  ]);
});
