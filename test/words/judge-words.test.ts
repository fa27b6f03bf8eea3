import { expect, it } from 'vitest';
import { calibrate } from '../../src/core/judge/calibration.ts';
import type { AnswerJudging, RowJudging } from '../../src/core/judge/judging.ts';
import {
  doubtWords,
  judgeDifferenceWords,
  judgeFigureWords,
  judgingCostWords,
  judgingWords,
  outcomeWords,
} from '../../src/words/judge-words.ts';
import { momentWords } from '../../src/words/when-words.ts';

const COST = { requests: 120, known: 0, inputTokens: 36_000, dollars: 0.0036, tooLong: 0 };

it('says what judging would cost', () => {
  expect(judgingCostWords(COST)).toBe('120 requests, about 36,000 input tokens. About $0.0036 by list prices.');
  expect(judgingCostWords({ ...COST, known: 1 })).toMatch(/ 1 verdict already stored, free\.$/);
  expect(judgingCostWords({ ...COST, requests: 0, known: 120 })).toBe(
    'All 120 verdicts are stored. This costs nothing.',
  );
  expect(judgingCostWords({ ...COST, dollars: null, tooLong: 2 })).toBe(
    '120 requests, about 36,000 input tokens. No price is known for this model. 2 requests may be too long and would fail.',
  );
});

it('says why figures are grey', () => {
  const ten = calibrate(Array.from({ length: 10 }, () => ({ probabilities: [0.9, 0.1], vote: 0 })));
  expect(doubtWords('no-votes', null, true)).toBe(
    'Not checked against people yet. Finish a blind A/B with these two models.',
  );
  expect(doubtWords('few-votes', ten, false)).toMatch(/^Checked against 10 votes so far\. At least 50 are needed\./);
  const odd = calibrate(Array.from({ length: 60 }, (_, at) => ({ probabilities: [0.9, 0.1], vote: at % 2 })));
  expect(doubtWords('disagrees', odd, false)).toMatch(/κ is 0\.00, at least 0\.6 is needed/);
  expect(doubtWords(null, ten, false)).toBeNull();
});

it('names outcomes and figures', () => {
  const score = { kind: 'score', text: 'How clear?', outcomes: ['muddled', 'clear', 'crisp'] };
  expect(outcomeWords(score)).toBe('muddled, clear or crisp');
  expect(judgeFigureWords(score, 0.75)).toBe('1.50 of 2');
  expect(judgeFigureWords({ kind: 'yes-no', text: 'Right?', outcomes: ['Yes', 'No'] }, 0.853)).toBe('85.3%');
});

it('counts a difference in what its figure counts', () => {
  const score = { kind: 'score', text: 'How clear?', outcomes: ['muddled', 'clear', 'crisp'] };
  const yesNo = { kind: 'yes-no', text: 'Right?', outcomes: ['Yes', 'No'] };
  const comparison = { rows: 50, difference: 0.25, interval: { low: 0.1, high: 0.4 }, p: 0.01 };
  expect(judgeDifferenceWords(yesNo, comparison)).toBe('+25.0 points (+10.0 to +40.0), p = 0.010');
  expect(judgeDifferenceWords(score, comparison)).toBe('+0.50 (+0.20 to +0.80), p = 0.010');
  expect(judgeDifferenceWords(score, { ...comparison, interval: null })).toBe('+0.50, p = 0.010');
});

it('says of a judge in a list what it reads, and why it waits', () => {
  const work = {
    ...{ id: 'j', datasetId: 'd', createdAt: 0, rubric: '', reference: true, against: 0, costLimit: null },
    judge: { by: 'decisions', model: { service: 'gemini-api', name: 'm' }, title: 'Decisions API', price: null },
    questions: [{ kind: 'yes-no', text: 'Right?', outcomes: ['Yes', 'No'] }],
  } as const;
  const judging: AnswerJudging = { ...work, evaluationId: 'e', state: 'done', waiting: null };
  expect(judgingWords(judging)).toBe(`Decisions API · 1 question · ${momentWords(0)} · Done`);
  const ofRows: RowJudging = {
    ...{ ...work, versionId: 'v', versionNumber: 1, sample: { split: null, size: null, seed: 1 } },
    ...{ filter: '', rows: 60, unaskable: 0, state: 'paused', waiting: { kind: 'network' } },
  };
  expect(judgingWords(ofRows)).toContain(' · 60 rows · ');
  expect(judgingWords(ofRows)).toMatch(/ · No connection\. It goes on by itself\.$/);
  expect(judgingWords({ ...ofRows, waiting: null })).toMatch(/ · Paused$/);
});
