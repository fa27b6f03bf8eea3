import { describe, expect, it } from 'vitest';
import { metrics } from '../../../src/core/metrics/index.ts';
import { type RougeKind, rougeOf, rougeTokens } from '../../../src/core/metrics/parts/rouge.ts';
import { describeShared, type SharedFiles } from '../../support/real-files.ts';
import { pair } from './pairs.ts';
import { score } from './score.ts';

interface Published {
  readonly precision: number;
  readonly recall: number;
  readonly fmeasure: number;
}

function rouge(kind: RougeKind, target: string, prediction: string, stem = false): Published {
  const { precision, recall, f1 } = rougeOf(kind, rougeTokens(target, stem), rougeTokens(prediction, stem));
  return { precision, recall, fmeasure: f1 };
}

function expectEqual(found: Published, published: Published): void {
  expect(found.precision).toBeCloseTo(published.precision, 5);
  expect(found.recall).toBeCloseTo(published.recall, 5);
  expect(found.fmeasure).toBeCloseTo(published.fmeasure, 5);
}

const KINDS = { rouge1: 1, rouge2: 2, rougeL: 'L' } as const;

describeShared('metrics/google-rouge', (files: SharedFiles) => {
  const lines = (name: string) => new TextDecoder().decode(files.bytes(name)).split('\n');
  const [targets, predictions] = [lines('target.txt'), lines('prediction.txt')];
  // The shape of the file, which is fixed.
  const expected = files.json('expected.json') as Record<'line0' | 'line1', Record<keyof typeof KINDS, Published>> & {
    readonly stemmed_line1_rouge1: Published;
    readonly simple: readonly (Partial<Record<keyof typeof KINDS, Published>> &
      Record<'target' | 'prediction', string>)[];
  };

  it.each([0, 1] as const)('line %i has the published ROUGE', (line) => {
    for (const [name, kind] of Object.entries(KINDS)) {
      // The cast: the keys of an object that is written down above.
      const published = expected[`line${line}`][name as keyof typeof KINDS];
      expectEqual(rouge(kind, targets[line] ?? '', predictions[line] ?? ''), published);
    }
  });

  it('has the published ROUGE-1 over Porter stems', () => {
    expectEqual(rouge(1, targets[1] ?? '', predictions[1] ?? '', true), expected.stemmed_line1_rouge1);
  });

  it('agrees on the simple pairs', () => {
    for (const { target, prediction, ...published } of expected.simple) {
      for (const [name, kind] of Object.entries(KINDS)) {
        // The cast: as above.
        const values = published[name as keyof typeof KINDS];
        if (values) expectEqual(rouge(kind, target, prediction), values);
      }
    }
  });
});

describeShared('llms-from-scratch', (files: SharedFiles) => {
  // The shape of the file, which is fixed.
  const rows = files.json('instruction-data-with-response.json') as readonly Record<
    'output' | 'model_response',
    string
  >[];
  const pairs = rows.map(({ output, model_response }) => pair(output, model_response));

  it('has the figures of rouge_score and sacreBLEU over its 110 pairs', () => {
    expect(pairs).toHaveLength(110);
    expect(score('rouge-1', pairs)).toBeCloseTo(0.593694, 6);
    expect(score('rouge-2', pairs)).toBeCloseTo(0.472228, 6);
    expect(score('rouge-l', pairs)).toBeCloseTo(0.583183, 6);
    expect(score('bleu', pairs)).toBeCloseTo(28.8322, 4);
    expect(score('chrf', pairs)).toBeCloseTo(51.6327, 4);
    expect(Math.round((score('exact-match', pairs) ?? 0) * 110)).toBe(17);
  });

  it('scores them 90 times over, with all metrics, in good time', () => {
    const many = Array.from({ length: 90 }, () => pairs).flat();
    const start = process.cpuUsage().user;
    for (const { id } of metrics) score(id, many);
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(10_000);
  });
});

describe('texts in scripts without spaces', () => {
  it('are compared by letters', () => {
    const rows = [pair('猫坐在垫子上面。', '猫坐在椅子上面。')];
    expect(score('rouge-1', rows)).toBeCloseTo(6 / 7, 6);
    expect(score('token-f1', rows)).toBeCloseTo(6 / 7, 6);
    expect(score('bleu', rows)).toBeGreaterThan(30);
    expect(score('bleu', rows)).toBeLessThan(100);
  });
});
