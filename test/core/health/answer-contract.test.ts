import { describe, expect, it } from 'vitest';
import { contractOf } from '../../../src/core/health/answer-contract.ts';
import { type AnswerContract, keepsTo } from '../../../src/core/health/output-form-words.ts';
import { examineLook } from './examine-rows.ts';

const PAIR = { mapping: { input: 'q', output: 'a' } };
const pairs = (count: number, answer: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => JSON.stringify({ q: `What is number ${at}?`, a: answer(at) }));

const LABELLED = pairs(40, (at) => {
  if (at === 5) return '{"label": "x"}';
  if (at === 6) return '{"label": "x", "why": "b", "note": "c"}';
  return at === 7 ? 'plain words' : `{"why": "because of ${at}", "label": "x"}`;
});
const part = (name: string, required = true) => ({ name, required });
const json = (...parts: AnswerContract['parts']): AnswerContract => ({ kind: 'json', parts });

describe('the contract of outputs', () => {
  it('is learned, with what some outputs have beyond it', async () => {
    const { look, found } = await examineLook(LABELLED, PAIR);
    expect(contractOf(look)).toEqual({
      contract: json(part('label: text'), part('why: text')),
      isOwn: false,
      beyond: ['note: text'],
    });
    expect([...(found.get('output-contract')?.rows ?? [])]).toEqual([5, 6, 7]);
  });

  it('of the user says what may be missing, and what may be there', async () => {
    const contract = json(part('label: text'), part('why: text', false));
    const { look, found } = await examineLook(LABELLED, { ...PAIR, contract });
    const finding = found.get('output-contract');
    expect([...(finding?.rows ?? [])]).toEqual([6, 7]);
    expect(finding?.finding).toMatchObject({
      title: '2 outputs of another shape than the contract says',
      detail: 'The contract has label: text · why: text (optional)',
    });
    expect(contractOf(look)).toEqual({ contract, isOwn: true, beyond: ['note: text'] });
    const all = json(part('label: text'), part('why: text', false), part('note: text', false));
    const wide = await examineLook(LABELLED, { ...PAIR, contract: all });
    expect([...(wide.found.get('output-contract')?.rows ?? [])]).toEqual([7]);
  });

  it('of the user holds where no shape is usual', async () => {
    const mixed = pairs(40, (at) => (at % 2 === 0 ? `{"label": "x${at}"}` : 'plain words'));
    expect((await examineLook(mixed, PAIR)).found.get('output-contract')).toBeUndefined();
    const { found } = await examineLook(mixed, { ...PAIR, contract: json(part('label: text')) });
    expect(found.get('output-contract')?.rows).toHaveLength(20);
  });

  it('takes headings in its order only', () => {
    const contract: AnswerContract = { kind: 'headings', parts: [part('A'), part('B', false), part('C')] };
    const keeps = (...parts: string[]): boolean => keepsTo(contract, { kind: 'headings', parts });
    expect([keeps('A', 'B', 'C'), keeps('A', 'C')]).toEqual([true, true]);
    expect([keeps('C', 'A'), keeps('A', 'A', 'C'), keeps('A', 'B'), keeps('A', 'C', 'D')]).toEqual(
      Array(4).fill(false),
    );
    expect(keepsTo(contract, { kind: 'json', parts: ['A', 'C'] })).toBe(false);
  });

  const TYPED = pairs(63, (at) => (at === 7 ? 'Bilings' : (['billing', 'Billing ', 'refund'][at % 3] ?? '')));
  const labels = (...names: string[]): AnswerContract => ({
    kind: 'labels',
    parts: names.map((name) => part(name, false)),
  });

  it('of classes is their labels, without those that hardly occur', async () => {
    const { look, found } = await examineLook(TYPED, PAIR);
    expect(contractOf(look)).toEqual({ contract: labels('billing', 'refund'), isOwn: false, beyond: ['Bilings'] });
    // Said once.
    expect(found.get('output-contract')).toBeUndefined();
    expect([...(found.get('rare-labels')?.rows ?? [])]).toEqual([7]);
  });

  it('of the user allows labels, whatever their letter case, and nothing else', async () => {
    const { look, found } = await examineLook(TYPED, { ...PAIR, contract: labels('Billing') });
    const finding = found.get('output-contract');
    expect([...(finding?.rows ?? [])]).toEqual([...TYPED.keys()].filter((at) => at === 7 || at % 3 === 2));
    expect(finding?.finding).toMatchObject({
      title: '22 outputs with a label that is not allowed',
      detail: 'Allowed: Billing',
    });
    expect(found.get('rare-labels')).toBeUndefined();
    expect(contractOf(look)).toEqual({ contract: labels('Billing'), isOwn: true, beyond: ['refund', 'Bilings'] });
    // It also holds where new rows made the outputs no classes any more.
    const stories = pairs(40, (at) => (at === 0 ? 'billing' : `Once upon a time there were ${at} bills.\nThe end.`));
    const { found: others } = await examineLook(stories, { ...PAIR, contract: labels('billing') });
    expect(others.get('output-contract')?.rows).toHaveLength(39);
  });
});
