import '../../support/fake-browser.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok, type Result } from '../../../src/core/failure.ts';
import type { Judge } from '../../../src/core/judge/judging.ts';
import type { JudgingCost } from '../../../src/core/judge/judging-cost.ts';
import { MOST_QUESTIONS } from '../../../src/core/judge/rubric.ts';
import { catalogue } from '../../../src/core/models/index.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { DECISIONS, JudgeForm, type JudgeNeeds } from '../../../src/state/judge/judge-form.svelte.ts';
import type { KnownModel } from '../../../src/state/tune/known-models.ts';

/** A form whose estimates come when the test says so. */
class TestForm extends JudgeForm {
  readonly asked: ((cost: Result<JudgingCost>) => void)[] = [];

  look(judge: Judge | null = this.judgeOf([])): () => void {
    return this.estimateBy(judge, () => new Promise((done) => this.asked.push(done)));
  }

  lookAtNothing(): void {
    this.estimateBy(this.judgeOf([]), null);
  }

  get stored() {
    const judge = this.judgeOf([]);
    return judge && this.setup(judge);
  }
}

// The cast: the page shows what it is given.
const costOf = (requests: number): JudgingCost => ({ requests }) as unknown as JudgingCost;

function open() {
  const notices = new Notices();
  // The cast: nothing else takes part.
  return { form: new TestForm({ notices, catalogue: { current: catalogue } } as unknown as JudgeNeeds), notices };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const settle = (ms = 300) => vi.advanceTimersByTimeAsync(ms);

describe('what judging costs', () => {
  it('is estimated once typing has settled', async () => {
    const { form } = open();
    form.look();
    await settle(200);
    form.look();
    expect(form.estimating).toBe(true);
    await settle();
    expect(form.asked).toHaveLength(1);
    form.asked[0]?.(ok(costOf(7)));
    await settle(0);
    expect([form.cost, form.estimating]).toEqual([costOf(7), false]);
  });

  it('is that of the last wish, whatever is answered last', async () => {
    const { form, notices } = open();
    form.look();
    await settle();
    form.look();
    await settle();
    form.asked[1]?.(ok(costOf(2)));
    form.asked[0]?.(ok(costOf(1)));
    await settle(0);
    expect(form.cost).toEqual(costOf(2));
    form.look();
    expect(form.cost).toBeNull();
    await settle();
    const stop = form.look();
    stop();
    form.asked[2]?.(fail({ kind: 'storage-full' }));
    await settle();
    expect([form.cost, notices.failed, form.asked.length]).toEqual([null, [], 3]);
  });

  it('is said where it can’t be estimated', async () => {
    const { form, notices } = open();
    form.look();
    await settle();
    form.asked[0]?.(fail({ kind: 'storage-lost', what: 'these answers' }));
    await settle(0);
    expect([form.estimating, form.cost, notices.failed.length]).toEqual([false, null, 1]);
  });

  it('is not estimated without questions, without a judge, or with nothing to judge', async () => {
    const { form } = open();
    form.rubric = ' \n';
    form.look();
    form.rubric = 'Is it right?';
    form.look(null);
    form.lookAtNothing();
    await settle();
    expect([form.asked, form.estimating]).toEqual([[], false]);
  });
});

describe('who judges, and by what', () => {
  it('is the Decisions API, or a model that is there', () => {
    const { form } = open();
    const ref = { service: 'gemini-api', name: 'models/m' } as const;
    const model: KnownModel = { key: 'm', title: 'M', ref, kind: 'base', job: null };
    expect([form.judge, form.judgeOf([])?.by]).toEqual([DECISIONS, 'decisions']);
    form.judge = 'm';
    expect(form.judgeOf([model])).toMatchObject({ by: 'model', model: ref, title: 'M' });
    expect(form.judgeOf([])).toBeNull();
  });

  it('is a rubric of not too many questions', () => {
    const { form } = open();
    const rubric = (count: number): string =>
      Array.from({ length: count }, (_, at) => `Is it right in point ${at}?`).join('\n');
    form.rubric = rubric(MOST_QUESTIONS);
    expect([form.questions.length, form.fault]).toEqual([MOST_QUESTIONS, '']);
    form.rubric = rubric(MOST_QUESTIONS + 1);
    expect(form.fault).toContain(`${MOST_QUESTIONS + 1} questions`);
    form.rubric = 'Which answer is better?';
    expect(form.compares).toBe(true);
    form.costLimit = 3;
    expect(form.stored).toMatchObject({ rubric: form.rubric, costLimit: 3, state: 'running', questions: [{}] });
  });
});
