import { describe, expect, it } from 'vitest';
import { cutRuns, shownChanges, SHORT } from '../../../src/core/diff/shown-changes.ts';
import { wordDiff } from '../../../src/core/diff/word-diff.ts';
import { Row } from '../../../src/core/row/row.ts';

const FILLER = 'word '.repeat(400);
const PLAIN = { columns: ['input', 'output'], mapping: { input: 'input', output: 'output' } };
const CHAT = { columns: ['conversations'], mapping: { input: null, output: null }, format: 'sharegpt' };

function show(before: object, after: object, context: typeof PLAIN | typeof CHAT = PLAIN) {
  const rows = [new Row(JSON.stringify(before)), new Row(JSON.stringify(after))] as const;
  return shownChanges(...rows, { before: context, after: context }).fields;
}

describe('a change of a long text', () => {
  it('is shown with sixty characters round it', () => {
    const [change] = show({ output: `${FILLER}calculate${FILLER}` }, { output: `${FILLER}compute${FILLER}` });
    expect(change).toMatchObject({ name: 'output', kind: 'changed', hidden: 0 });
    const [head, gone, young, tail] = change!.runs;
    expect(head).toMatchObject({ kind: 'same', text: '', rest: FILLER.slice(-60) });
    expect([gone?.text, young?.text]).toEqual(['calculateword', 'computeword']);
    expect(tail?.text).toHaveLength(60);
    expect(head!.skipped! + head!.rest!.length).toBe(FILLER.length);
  });

  it('names the message of a conversation', () => {
    const chat = (answer: string) => ({
      conversations: [
        { from: 'system', value: 'Be brief.' },
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: answer },
      ],
    });
    expect(show(chat('Calculate it.'), chat('Compute it.'), CHAT)).toMatchObject([{ name: 'Model, turn 3' }]);
  });

  it('says how many more changes there are', () => {
    const text = (word: string) => `${word} and then something else `.repeat(30);
    const runs = wordDiff(text('AI'), text('ML'));
    const shown = cutRuns(runs, SHORT);
    expect(shown.runs.filter(({ kind }) => kind === 'new')).toHaveLength(SHORT.changes);
    expect(shown.hidden).toBe(30 - SHORT.changes);
  });
});

describe('a column with a new name', () => {
  it('is shown as that', () => {
    expect(show({ question: 'Why?' }, { input: 'Why?' })).toMatchObject([
      { name: 'input', kind: 'moved', from: 'question' },
    ]);
  });
});
