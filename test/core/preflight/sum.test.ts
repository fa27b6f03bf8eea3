import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/models/index.ts';
import { holdOut } from '../../../src/core/split/hold-out.ts';
import { preparePreflight } from '../../../src/core/preflight/preflight.ts';
import { PreflightSum } from '../../../src/core/preflight/sum.ts';
import { PreflightTally, type PreflightPart } from '../../../src/core/preflight/preflight-part.ts';
import { Row } from '../../../src/core/row/row.ts';
import { findTarget } from '../../../src/core/targets/index.ts';

const ID = 'gemini-api-sft';
const target = findTarget(ID) ?? expect.unreachable();
const limits = catalogue.limits[ID] ?? {};
const CONTEXT = { columns: ['input', 'output'], mapping: { input: 'input', output: 'output' } };

interface Pair {
  readonly input: string;
  readonly output: string;
}

/** The rows as several workers would look at them: cut at these places, the parts in any order. */
function partsOf(rows: readonly Pair[], cuts: readonly number[] = []): PreflightPart[] {
  const ends = [...new Set([0, ...cuts.map((cut) => cut % (rows.length + 1)), rows.length])].sort((a, b) => a - b);
  return ends.slice(1).map((end, index) => {
    const first = ends[index] ?? 0;
    const check = preparePreflight(CONTEXT, target, limits);
    const tally = new PreflightTally(first, end - first);
    for (const pair of rows.slice(first, end)) tally.add(check(new Row(JSON.stringify(pair))));
    return tally.part();
  });
}

/** What can be seen of a sum. */
function seen(sum: PreflightSum): unknown {
  const sides = sum.allTraining();
  return { ...sum.columns, names: sum.labelNames, found: [sum.rowFindings(ID), sum.setFindings(ID, limits, sides)] };
}

const anyPair = fc.record({
  input: fc.constantFrom('', 'a', 'b', 'x'.repeat(40_001)),
  output: fc.constantFrom('', 'ham', 'spam', 'eggs', 'y'.repeat(5001)),
});

it('is the same however the rows were cut, and in whatever order the parts come', () => {
  fc.assert(
    fc.property(fc.array(anyPair, { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 4 }), (rows, cuts) => {
      const whole = seen(new PreflightSum(partsOf(rows)));
      expect(seen(new PreflightSum(partsOf(rows, cuts)))).toEqual(whole);
      expect(seen(new PreflightSum(partsOf(rows, cuts).reverse()))).toEqual(whole);
    }),
    { numRuns: 40 },
  );
});

it('says where rows are missing', () => {
  const parts = partsOf(
    ['a', 'b', 'c', 'd'].map((input) => ({ input, output: 'o' })),
    [1, 3],
  );
  expect(() => new PreflightSum(parts.slice(1))).toThrow('preflight lacks the rows from 0 to 1');
  expect(() => new PreflightSum(parts.toSpliced(1, 1))).toThrow('preflight lacks the rows from 1 to 3');
  expect(() => new PreflightTally(0, 2).part()).toThrow('preflight got 0 rows of 2');
});

describe('findings', () => {
  const rows = Array.from({ length: 30 }, (_, row) => ({
    input: `Question ${row}`,
    output: row % 3 === 0 ? 'ham' : 'spam',
  }));
  const dirty = rows.with(7, { input: 'x'.repeat(40_001), output: 'ham' }).with(9, { input: 'q', output: '' });
  const sum = new PreflightSum(partsOf([...dirty, { input: 'y'.repeat(50_000), output: 'z'.repeat(6000) }], [8, 20]));

  it('name their rows, the first one’s value, what to do and how', () => {
    const found = sum
      .rowFindings(ID)
      .map(({ rule, level, count, positions, fix }) => [rule, level, count, [...positions], fix]);
    expect(found).toEqual([
      ['input-characters', 'error', 2, [7, 30], 'leave-out'],
      ['not-an-example', 'error', 1, [9], 'leave-out'],
      ['output-characters', 'error', 1, [30], 'leave-out'],
    ]);
    expect(sum.rowFindings(ID)[0]?.detail).toBe('input has 40,001 characters, over 40,000');
  });

  it('look at all rows that are left', () => {
    const findings = sum.setFindings(ID, limits, sum.allTraining());
    expect(findings.map(({ rule, detail }) => [rule, detail])).toEqual([
      ['examples-advised', '28 examples, under 100'],
    ]);
  });

  it('stand in one report, errors first', () => {
    const report = sum.report(ID, limits, sum.allTraining());
    expect(report).toMatchObject({ rows: 31, faultyRows: 3, training: { rows: 28 }, validation: { rows: 0 } });
    expect(report.findings.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'warning']);
    expect(structuredClone(report)).toEqual(report);
  });

  it('leave totals that are those of the lines', () => {
    const check = preparePreflight(CONTEXT, target, limits);
    const lines = dirty.flatMap((pair) => {
      const { line, isFaulty } = check(new Row(JSON.stringify(pair)));
      return isFaulty || line === null ? [] : [`${line}\n`];
    });
    const { rows: count, bytes, labels, tokens } = sum.totals(sum.allTraining(), 1);
    expect([count, bytes]).toEqual([28, Buffer.byteLength(lines.join(''))]);
    expect([...labels]).toEqual([
      ['ham', 9],
      ['spam', 19],
    ]);
    expect(tokens.low).toBeLessThanOrEqual(tokens.likely);
  });

  it('fit a hold-out that is balanced and leaves out what is faulty', () => {
    const { keys, faulty } = sum.columns;
    const origins = Uint32Array.from({ length: sum.rows }, (_, row) => row);
    const rowsToSplit = { keys, origins, labels: sum.labels, excluded: faulty };
    const sides = holdOut(rowsToSplit, { seed: 1, by: 'count', amount: 6 });
    expect([sides[7], sides[9], sides[30]]).toEqual([0, 0, 0]);
    expect(Object.fromEntries(sum.totals(sides, 2).labels)).toEqual({ ham: 2, spam: 4 });
    expect(sum.facts(sides)).toMatchObject({ trainingRows: 22, validationRows: 6 });
  });
});

it('takes short outputs that are all different for no classes', () => {
  const different = Array.from({ length: 40 }, (_, row) => ({ input: `q ${row}`, output: `answer ${row}` }));
  expect(new PreflightSum(partsOf(different)).labels).toBeNull();
  const many = Array.from({ length: 1100 }, (_, row) => ({ input: `q ${row}`, output: `answer ${row}` }));
  expect(new PreflightSum(partsOf(many, [500])).labels).toBeNull();
  const same = different.map(({ input }) => ({ input, output: 'yes' }));
  expect(new PreflightSum(partsOf(same)).labels).toBeNull();
});

it('takes long names for classes as well', () => {
  const names = ['card_arrival', 'balance_not_updated_after_cheque_or_cash_deposit'];
  const rows = Array.from({ length: 40 }, (_, row) => ({ input: `q ${row}`, output: names[row % 2] ?? '' }));
  expect([...new PreflightSum(partsOf(rows)).labelNames].sort()).toEqual([...names].sort());
});
