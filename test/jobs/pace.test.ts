import { describe, expect, it } from 'vitest';
import { addMark, paceOf, UNKNOWN_PACE, type Mark } from '../../src/jobs/pace.ts';
import { paceWords } from '../../src/words/pace-words.ts';

function steady(seconds: number): readonly Mark[] {
  let marks: readonly Mark[] = [];
  for (let ms = 0; ms <= seconds * 1000; ms += 100) {
    marks = addMark(marks, { done: ms * 1_000, total: 60_000_000, unit: 'bytes', rows: ms * 2 }, ms);
  }
  return marks;
}

describe('pace of a task', () => {
  it('is unknown at first', () => {
    expect(paceOf([], 100)).toEqual(UNKNOWN_PACE);
    expect(paceOf(steady(0.2), 60_000_000)).toEqual(UNKNOWN_PACE);
  });

  it('gives rate and time left of steady work', () => {
    const pace = paceOf(steady(20), 60_000_000);
    expect(pace.perSecond).toBeCloseTo(1_000_000);
    expect(pace.rowsPerSecond).toBeCloseTo(2_000);
    expect(pace.leftMs).toBeCloseTo(40_000);
  });

  it('forgets what is long ago', () => {
    expect(steady(60).length).toBeLessThan(60);
  });

  it('reads as one line', () => {
    const progress = { done: 20_000_000, total: 60_000_000, unit: 'bytes', rows: 40_000 } as const;
    expect(paceWords(progress, paceOf(steady(20), 60_000_000))).toBe('33% · 40,000 rows · 1.0 MB/s · 40 s left');
    expect(paceWords({ done: 0, total: 0, unit: 'rows', rows: 0 }, UNKNOWN_PACE)).toBe('Starting…');
  });
});
