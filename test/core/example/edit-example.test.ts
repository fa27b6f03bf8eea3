import { describe, expect, it } from 'vitest';
import { editExample } from '../../../src/core/example/edit-example.ts';
import type { Example, Role, Turn } from '../../../src/core/example/example.ts';
import { rowFormat } from '../../../src/core/example/row-format.ts';
import { formats } from '../../../src/core/formats/index.ts';
import { Row } from '../../../src/core/row/row.ts';
import type { StepContext } from '../../../src/core/recipe/step.ts';

function contextOf(format: string, mapping: Partial<StepContext['mapping']> = {}): StepContext {
  return { format, mapping: { input: null, output: null, ...mapping }, columns: [] };
}

function text(role: Role, said: string): Turn {
  return { role, parts: [{ kind: 'text', text: said }] };
}

/** The row's text after a change of its turns. */
function edited(row: string, format: string, change: (turns: readonly Turn[]) => readonly Turn[]): string {
  const made = editExample(new Row(row), contextOf(format), (example) => ({
    ...example,
    turns: change(example.turns),
  }));
  if ('problem' in made) throw new Error(made.problem);
  return made.text;
}

const chat =
  '{"id": 1.0, "messages": [{"role": "user", "content": "Why?", "at": 2.50}, {"role":"assistant","content":"So."}]}';

describe('an edit of a conversation', () => {
  it('changes one text and no other byte', () => {
    const made = edited(chat, 'openai-chat', (turns) =>
      turns.map((turn, index) => (index === 0 ? { ...turn, parts: text('user', 'How?').parts } : turn)),
    );
    expect(made).toBe(chat.replace('Why?', 'How?'));
  });

  it('adds turns at the end', () => {
    const made = edited(chat, 'openai-chat', (turns) => [...turns, text('user', 'And?'), text('model', 'Thus.')]);
    expect(made).toBe(
      chat.replace('"So."}]', '"So."}, {"role":"user","content":"And?"}, {"role":"assistant","content":"Thus."}]'),
    );
  });

  it('puts a system turn first', () => {
    const made = edited(chat, 'openai-chat', (turns) => [text('system', 'Be brief.'), ...turns]);
    expect(made).toBe(chat.replace('[{', '[{"role":"system","content":"Be brief."}, {'));
  });

  it('removes and moves turns', () => {
    expect(edited(chat, 'openai-chat', ([, answer]) => (answer ? [answer] : []))).toBe(
      '{"id": 1.0, "messages": [{"role":"assistant","content":"So."}]}',
    );
    expect(edited(chat, 'openai-chat', (turns) => [...turns].reverse())).toBe(
      '{"id": 1.0, "messages": [{"role":"assistant","content":"So."}, {"role": "user", "content": "Why?", "at": 2.50}]}',
    );
  });

  it('keeps the names that a dataset has for who speaks', () => {
    const row = '{"conversations":[{"from":"pupil","value":"Why?"},{"from":"teacher","value":"So."}]}';
    const context = contextOf('sharegpt', { roles: { pupil: 'user', teacher: 'model' } });
    const made = editExample(new Row(row), context, (example) => ({
      ...example,
      turns: example.turns.map((turn, index) =>
        index === 1 ? { ...turn, parts: [{ kind: 'text', text: 'Thus.' }] } : turn,
      ),
    }));
    expect(made).toEqual({ text: row.replace('So.', 'Thus.') });
  });

  it('says so where the format has no place for it', () => {
    const made = editExample(
      new Row('{"question":"Why?","answer":"So."}'),
      contextOf('question-answer'),
      (example) => ({
        ...example,
        turns: [...example.turns, text('user', 'And?'), text('model', 'Thus.')],
      }),
    );
    expect('problem' in made && made.problem).toContain("can't hold this");
  });

  it('gives a conversation tools, changes and removes them', () => {
    const tool = { name: 'look', description: 'Looks.', parameters: { type: 'object', properties: {} } };
    const made = editExample(new Row(chat), contextOf('openai-chat'), (example) => ({ ...example, tools: [tool] }));
    if ('problem' in made) throw new Error(made.problem);
    expect(made.text.startsWith(chat.slice(0, -1))).toBe(true);
    const read = rowFormat(new Row(made.text), contextOf('openai-chat')).toExample(new Row(made.text).value);
    expect(read.tools).toEqual([tool]);
    const without = editExample(new Row(made.text), contextOf('openai-chat'), (example) => ({ ...example, tools: [] }));
    expect('text' in without && new Row(without.text).value).not.toEqual(new Row(made.text).value);
  });

  it('says so of rows that are only read', () => {
    const format = formats.find(({ readOnly, kind }) => readOnly && kind === 'conversation');
    const sample = format?.samples[0] ?? null;
    const made = editExample(new Row(JSON.stringify(sample)), contextOf(format?.id ?? ''), (example) => ({
      ...example,
      turns: [...example.turns, text('user', 'And?')],
    }));
    expect('problem' in made).toBe(true);
  });
});

const chats = formats.filter(({ kind, readOnly }) => kind === 'conversation' && readOnly !== true);

/** What is done to the turns of each sample: either it comes out just so, or a problem says why not. */
const CHANGES: Readonly<Record<string, (example: Example) => Example>> = {
  'a changed answer': (example) => ({
    ...example,
    turns: example.turns.map((turn) => (turn.role === 'model' ? text('model', 'Changed.') : turn)),
  }),
  'two more turns': (example) => ({
    ...example,
    turns: [...example.turns, text('user', 'And?'), text('model', 'Thus.')],
  }),
  'no last turn': (example) => ({ ...example, turns: example.turns.slice(0, -1) }),
  'another order': (example) => ({ ...example, turns: [...example.turns].reverse() }),
};

describe.each(chats.map((format) => ({ name: format.id, format })))('$name', ({ format }) => {
  it.each(Object.keys(CHANGES))('%s: comes out just so, or is declined', (name) => {
    const change = CHANGES[name];
    for (const sample of format.samples) {
      const row = new Row(JSON.stringify(sample));
      const context = contextOf(format.id);
      const made = editExample(row, context, (example) => change?.(example) ?? example);
      if ('problem' in made) {
        expect(made.problem).not.toBe('');
        continue;
      }
      const wanted = change?.(rowFormat(row, context).toExample(row.value));
      const after = new Row(made.text);
      const read = rowFormat(after, context).toExample(after.value);
      const said = (example: Example | undefined): unknown => example?.turns.map(({ role, parts }) => [role, parts]);
      expect(said(read)).toEqual(said(wanted));
    }
  });

  it('an added answer can be written by at least one sample, or the format says why', () => {
    const made = format.samples.map((sample) =>
      editExample(
        new Row(JSON.stringify(sample)),
        contextOf(format.id),
        (example) => CHANGES['two more turns']?.(example) ?? example,
      ),
    );
    for (const each of made) expect('text' in each || each.problem.length > 20).toBe(true);
  });
});
