import { describe, expect, it } from 'vitest';
import { pair } from './pairs.ts';
import { score } from './score.ts';

describe('JSON answers', () => {
  it.each([
    ['{"b":2,"a":1}', 1, 1],
    ['{"a":1}', 1, 0.5],
    ['{"a":1,"b":3}', 1, 1 / 3],
    ['{"a":1,"b":2,"c":3}', 1, 2 / 3],
    ['```json\n{"a":1,"b":2}\n```', 0, 0],
    ['a is 1', 0, 0],
  ])('%s', (answer, valid, fields) => {
    const rows = [pair('{"a":1,"b":2}', answer), pair('no JSON', 'at all')];
    expect(score('json-validity', rows)).toBe(valid);
    expect(score('json-fields', rows)).toBeCloseTo(fields, 9);
  });

  it('play no part where no reference is JSON', () => {
    expect(score('json-validity', [pair('42', '42')])).toBeNull();
  });
});

describe('the output contract', () => {
  const asked = Array.from({ length: 12 }, (_, at) => `{"level":"l${at}","lines":${at}}`);
  const answers = [
    '{"lines":1,"level":"x"}',
    '{"level":"x"}',
    '{"level":"x","lines":"1"}',
    'high',
    '{"level":"x","lines":2}',
  ];
  const rows = asked.map((reference, at) => pair(reference, answers[at % 5] ?? ''));

  it('is what the references have in common', () => {
    expect(score('contract-kept', rows)).toBe(5 / 12);
    expect(score('contract-kept', rows.slice(0, 9))).toBeNull();
    expect(
      score(
        'contract-kept',
        rows.map(({ answer }, at) => pair(`text ${at}`, answer ?? '')),
      ),
    ).toBeNull();
  });

  it('is the user’s where one was set', () => {
    const parts = [
      { name: 'level: text', required: true },
      { name: 'lines: number', required: false },
    ];
    expect(score('contract-kept', rows, { pattern: '', contract: { kind: 'json', parts } })).toBe(8 / 12);
    expect(score('contract-kept', rows.slice(0, 5), { pattern: '', contract: { kind: 'json', parts } })).toBe(3 / 5);
  });

  it('of labels counts answers that are one of them, whatever their letter case', () => {
    const labelled = Array.from({ length: 20 }, (_, at) =>
      pair(at % 2 === 0 ? 'yes' : 'no', ['Yes', 'no', 'maybe', 'no'][at % 4] ?? ''),
    );
    expect(score('contract-kept', labelled)).toBe(15 / 20);
    const contract = { kind: 'labels', parts: [{ name: 'maybe', required: false }] } as const;
    expect(score('contract-kept', labelled, { pattern: '', contract })).toBe(5 / 20);
    const stories = labelled.map(({ answer }) => pair('A story.\nThe end.', answer ?? ''));
    expect(score('contract-kept', stories)).toBeNull();
  });
});

describe('classes', () => {
  const rows = [
    ...Array.from({ length: 8 }, () => pair('ham', 'Ham.')),
    ...Array.from({ length: 2 }, () => pair('ham', 'spam')),
    ...Array.from({ length: 3 }, () => pair('spam', 'spam')),
    pair('spam', 'I think it is spam'),
    pair('spam', 'ham'),
  ];

  it('have accuracy and macro F1 as scikit-learn computes them', () => {
    expect(score('accuracy', rows)).toBeCloseTo(11 / 15, 9);
    // ham: precision 8/9, recall 8/10; spam: precision 3/5, recall 3/5
    expect(score('macro-f1', rows)).toBeCloseTo((16 / 19 + 0.6) / 2, 9);
  });

  it('are none where answers are sentences', () => {
    expect(score('accuracy', [pair('A sentence.', 'x'), pair('Another one.', 'y')])).toBeNull();
  });
});

it('looks for the user’s pattern in answers', () => {
  const rows = [pair('', 'GEM-12'), pair('', 'gem'), pair('', 'a GEM-3')];
  expect(score('regular-expression', rows, { pattern: '^GEM-\\d+$' })).toBeCloseTo(1 / 3, 9);
  expect(score('regular-expression', rows)).toBeNull();
});

it('says how much wordier answers are', () => {
  expect(score('length-ratio', [pair('one two', 'one two three'), pair('four', '四五六')])).toBe(2);
});
