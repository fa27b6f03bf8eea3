import '../../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { newReward } from '../../../../src/core/rewards/new-reward.ts';
import type { TrialReport, TrialWish } from '../../../../workers/contracts/rewards.ts';
import pass from '../../../../workers/rows/passes/try-rewards.ts';
import { importFormat } from '../../../support/checked-rows.ts';
import { emptyDatabase } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

/** The lead does it all: it hands nothing out. */
const NO_TEAM: Parameters<typeof pass.lead>[1] = {
  expect: () => undefined,
  each: () => Promise.reject(new Error('this pass has no tasks')),
  progress: () => undefined,
  tell: () => undefined,
};

async function tried(texts: readonly string[], format: string, wish: Partial<TrialWish> = {}): Promise<TrialReport> {
  const version = await importFormat(texts, format);
  const request = { versionId: version.id, target: 'agent-platform-reinforcement', limits: {} };
  const led = await pass.lead(
    { request, rewards: [newReward('string-match')], seed: 1, sampled: [], ...wish },
    NO_TEAM,
  );
  if (!led.ok) throw new Error(led.failure.kind);
  return led.value.output;
}

const LESSONS = Array.from({ length: 9 }, (_, n) =>
  JSON.stringify({ instruction: `Double ${n}.`, input: '', output: n === 4 ? '' : String(2 * n) }),
);

describe('the try of rewards', () => {
  it('takes the answer of any format for what answers are compared with, and leaves out rows that can’t be sent', async () => {
    const report = await tried(LESSONS, 'alpaca');
    expect(report).toMatchObject({ rows: 8, references: ['answer'], findings: [] });
    const [first] = report.prompts;
    expect(first?.answers.map(({ of, overall }) => [of, overall])).toEqual([
      ['own', 1],
      ['empty', -1],
      ['echo', -1],
    ]);
    const { line, own } = report.example ?? expect.unreachable();
    expect(line).toMatchObject({ references: { answer: own } });
    expect(report.askable[0]?.turns.at(-1)?.role).toBe('user');
  });

  it('draws the same rows for the same seed, and rates what a model answered to them', async () => {
    const one = await tried(LESSONS, 'alpaca');
    expect((await tried(LESSONS, 'alpaca')).prompts).toEqual(one.prompts);
    const { position } = one.askable[0] ?? expect.unreachable();
    const own = one.example?.own ?? '';
    const sampled = [own, 'no idea'].map((text) => ({ position, text }));
    const { prompts } = await tried(LESSONS, 'alpaca', { sampled });
    const given = prompts.find((prompt) => prompt.position === position)?.answers.slice(3);
    expect(given?.map(({ of, overall }) => [of, overall])).toEqual([
      ['model', 1],
      ['model', -1],
    ]);
  });

  it('reads rows with references as they are, and cuts what is shown', async () => {
    const row = {
      contents: [{ role: 'user', parts: [{ text: 'a'.repeat(5_000) }] }],
      references: { rubric: 'short', answer: 'b' },
    };
    const report = await tried([JSON.stringify(row)], 'agent-platform-reinforcement');
    expect(report).toMatchObject({ rows: 1, references: ['rubric', 'answer'] });
    expect(report.prompts[0]?.prompt).toHaveLength(301);
    expect(report.example?.line).toEqual(row);
  });
});
