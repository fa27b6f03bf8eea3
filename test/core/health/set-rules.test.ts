import { describe, expect, it } from 'vitest';
import { examineRows } from './examine-rows.ts';

const PAIR = { mapping: { input: 'q', output: 'a' } };
const CHAT = { mapping: { input: null, output: null }, format: 'openai-chat' };

/** Prompts that are all different, with these answers in turn. */
function pairs(rows: number, answer: (at: number) => string): string[] {
  return Array.from({ length: rows }, (_, at) =>
    JSON.stringify({ q: `Message ${at} about ${at * 7}?`, a: answer(at) }),
  );
}

function chat(...turns: readonly (readonly [role: string, content: string])[]): string {
  return JSON.stringify({ messages: turns.map(([role, content]) => ({ role, content })) });
}

describe('classes', () => {
  it('of very different size are found with the rows of the small ones', async () => {
    const found = await examineRows(
      pairs(210, (at) => (at % 21 === 0 ? 'spam' : 'ham')),
      PAIR,
    );
    expect(found.get('class-balance')?.finding).toMatchObject({ title: '10 rows of a rare class', count: 10 });
    expect(found.get('class-balance')?.finding.detail).toContain('the largest has 200 rows (95%)');
    expect(found.has('rare-labels')).toBe(false);
    expect(found.has('short-answers')).toBe(false);
  });

  it('that occur once are labels outside the vocabulary', async () => {
    const found = await examineRows(
      pairs(200, (at) => (at === 77 ? 'hma' : at % 2 === 0 ? 'spam' : 'ham')),
      PAIR,
    );
    expect(found.get('rare-labels')?.finding).toMatchObject({ examples: [77], detail: 'The first is “hma”' });
    expect([
      ...(
        await examineRows(
          pairs(200, (at) => ['ham', 'spam'][at % 2]!),
          PAIR,
        )
      ).keys(),
    ]).toEqual([]);
  });

  it('are none where there is one answer only, which blocks', async () => {
    const found = await examineRows(
      pairs(150, () => 'yes'),
      PAIR,
    );
    expect(found.get('single-class')?.finding).toMatchObject({ severity: 'block', ofSet: true, count: 150 });
  });
});

describe('the number of rows', () => {
  it('blocks under 20, and warns under 100', async () => {
    const rule = async (rows: number) =>
      (
        await examineRows(
          pairs(rows, (at) => `It is about ${at}.`),
          PAIR,
        )
      ).get('too-few-rows');
    expect((await rule(19))?.finding).toMatchObject({
      severity: 'block',
      title: '19 examples: at least 20 are needed',
    });
    expect((await rule(99))?.finding).toMatchObject({ severity: 'warn' });
    expect(await rule(100)).toBeUndefined();
  });
});

describe('the shape of outputs', () => {
  it('is learned from JSON, and what differs in a key or a type is found', async () => {
    const rows = pairs(40, (at) => {
      if (at === 5) return '{"label": 3, "why": "a"}';
      if (at === 6) return '{"label": "x"}';
      return at === 7 ? 'plain words that are no JSON at all' : `{"why": "because of ${at}", "label": "x"}`;
    });
    const contract = (await examineRows(rows, PAIR)).get('output-contract');
    expect([...(contract?.rows ?? [])]).toEqual([5, 6, 7]);
    expect(contract?.finding.detail).toBe('Most have label: text · why: text');
  });

  it('is learned from headings in their order', async () => {
    const report = (level: string): string => `ALERT SUMMARY\nDisk is full.\nSeverity: ${level}\nAction: clean up`;
    const rows = pairs(30, (at) => (at === 9 ? 'Severity: low\nAction: none' : report(at % 2 === 0 ? 'high' : 'low')));
    const contract = (await examineRows(rows, PAIR)).get('output-contract');
    expect([...(contract?.rows ?? [])]).toEqual([9]);
    expect(contract?.finding.detail).toBe('Most have ALERT SUMMARY · Severity · Action');
  });
});

describe('prompts', () => {
  it('that lack the beginning of the others are found', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => {
      const q =
        at === 3 ? `Just tell me all about the number ${at}.` : `Classify this text by topic: ${at} and ${at * 3}`;
      return JSON.stringify({ q, a: `The answer to that is ${at}.` });
    });
    const found = (await examineRows(rows, PAIR)).get('prompt-template');
    expect([...(found?.rows ?? [])]).toEqual([3]);
    expect(found?.finding.detail).toBe('Most begin with “Classify this text b…”');
  });
});

describe('conversations', () => {
  const good = Array.from({ length: 120 }, (_, at) => {
    return chat(['user', `What is the number after ${at}?`], ['assistant', `The number after ${at} is ${at + 1}.`]);
  });

  it('in good order have nothing to be said of', async () => {
    expect([...(await examineRows(good, CHAT)).keys()]).toEqual([]);
  });

  it('in the wrong order, with empty messages or of another format are found', async () => {
    const bad = [
      chat(['assistant', 'Hello to you.'], ['user', 'Hi.'], ['assistant', 'How are you today?']),
      chat(['user', 'One question here.'], ['user', 'And another one.'], ['assistant', 'I see two questions.']),
      chat(['user', 'Nobody answers this.']),
      chat(['user', 'First.'], ['assistant', ''], ['user', 'Again.'], ['assistant', 'Here I am now.']),
      JSON.stringify({ instruction: 'Name a river.', input: '', output: 'The Rhine is one.' }),
    ];
    const found = await examineRows([...good, ...bad], CHAT);
    expect([...(found.get('turn-order')?.rows ?? [])]).toEqual([120, 121, 122]);
    expect([...(found.get('empty-messages')?.rows ?? [])]).toEqual([123]);
    expect([...(found.get('mixed-shapes')?.rows ?? [])]).toEqual([124]);
    expect(found.get('mixed-shapes')?.finding).toMatchObject({
      detail: 'Alpaca: 1',
      fix: [{ step: 'convert-format' }],
    });
    expect([...(found.get('unlike-columns')?.rows ?? [])]).toEqual([124]);
  });

  it('without the system prompt that most have are found', async () => {
    const rows = good.map((row, at) => (at < 5 ? row : row.replace('[', '[{"role":"system","content":"Be brief."},')));
    expect([...((await examineRows(rows, CHAT)).get('system-prompts')?.rows ?? [])]).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('long rows', () => {
  it('are named with the limit that they are over, and a step for each', async () => {
    const rows = [
      ...pairs(120, (at) => `It is about ${at}.`),
      JSON.stringify({ q: 'Long?', a: 'word '.repeat(1_100) + 'end.' }),
    ];
    const { finding } = (await examineRows(rows, PAIR)).get('long-rows')!;
    expect(finding).toMatchObject({ severity: 'note', examples: [120], detail: 'outputs over 5,000 characters: 1' });
    expect(finding.fix).toEqual([
      { step: 'limit-length', version: 1, params: { most: 5_000, unit: 'characters', columns: [{ role: 'output' }] } },
    ]);
  });
});
