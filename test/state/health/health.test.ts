import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok, type Result } from '../../../src/core/failure.ts';
import type { HealthReport } from '../../../src/core/health/finding.ts';
import type { HealthRun } from '../../../src/jobs/look-at-health.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { Health } from '../../../src/state/health/health.svelte.ts';

const NO_TOKENS = { edges: [0, 1], counts: [0], median: 0, most: 0, sum: 0 };
const REPORT: HealthReport = { rows: 1, suspectRows: 0, findings: [], tokens: NO_TOKENS, contract: null, rowsRead: 1 };

/** Looks that end when the test says so, or when they are cancelled. */
class Looks {
  readonly begun: string[] = [];
  readonly ended: string[] = [];
  readonly #done = new Map<string, (result: Result<HealthReport>) => void>();
  readonly #glance = new Map<string, (report: HealthReport) => void>();

  readonly at = (versionId: string, { signal, onGlance }: HealthRun): Promise<Result<HealthReport>> => {
    this.begun.push(versionId);
    return new Promise((done) => {
      this.#done.set(versionId, done);
      this.#glance.set(versionId, onGlance);
      signal.addEventListener('abort', () => {
        this.ended.push(versionId);
        done(fail({ kind: 'cancelled' }));
      });
    });
  };

  glance(versionId: string, report: HealthReport): void {
    this.#glance.get(versionId)?.(report);
  }

  settle(versionId: string, result: Result<HealthReport> = ok(REPORT)): void {
    this.#done.get(versionId)?.(result);
  }
}

let nextVersion = 0;
let looks: Looks;
let versionId: string;
let page: () => Health;

beforeEach(() => {
  vi.useFakeTimers();
  const tasks = new Tasks();
  looks = new Looks();
  // Reports are remembered as long as the program runs.
  versionId = `version ${nextVersion++}`;
  page = () => new Health(tasks, looks.at);
});

afterEach(() => vi.useRealTimers());

describe('the look at a version', () => {
  it('is one for all pages', async () => {
    const [one, other] = [page(), page()];
    const both = [one.look(versionId), other.look(versionId)];
    await vi.advanceTimersByTimeAsync(1);
    looks.settle(versionId);
    await Promise.all(both);
    await vi.advanceTimersByTimeAsync(1);
    expect(looks.begun).toEqual([versionId]);
    expect([one.report, other.report]).toEqual([REPORT, REPORT]);
  });

  it('shows what is in some of the rows until all are looked at, and never again after that', async () => {
    const health = page();
    const looked = health.look(versionId);
    await vi.advanceTimersByTimeAsync(1);
    const some = { ...REPORT, rows: 20_000 };
    looks.glance(versionId, some);
    expect([health.glance, health.report]).toEqual([some, null]);
    expect(health.findings).toEqual([]);
    looks.settle(versionId);
    await looked;
    expect([health.glance, health.report]).toEqual([null, REPORT]);
    const again = health.again();
    await vi.advanceTimersByTimeAsync(1);
    looks.glance(versionId, some);
    expect([health.glance, health.report]).toEqual([null, REPORT]);
    looks.settle(versionId);
    await again;
  });

  it('goes on while one page is left for another', async () => {
    const [left, next] = [page(), page()];
    void left.look(versionId);
    await vi.advanceTimersByTimeAsync(1);
    left.stop();
    await vi.advanceTimersByTimeAsync(2_000);
    void next.look(versionId);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toMatchObject({ begun: [versionId], ended: [] });
    expect(next.task).not.toBeNull();
    looks.settle(versionId);
    await vi.advanceTimersByTimeAsync(1);
    expect(next.report).toEqual(REPORT);
    next.stop();
  });

  it('ends a moment after the last page was left, and is begun again by the next', async () => {
    const [left, later] = [page(), page()];
    void left.look(versionId);
    await vi.advanceTimersByTimeAsync(1);
    left.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(looks.ended).toEqual([versionId]);
    void later.look(versionId);
    await vi.advanceTimersByTimeAsync(1);
    expect(looks.begun).toEqual([versionId, versionId]);
    later.stop();
  });

  it('ends at once where the page goes on to another version', async () => {
    const health = page();
    void health.look(versionId);
    await vi.advanceTimersByTimeAsync(1);
    void health.look(`${versionId} edited`);
    await vi.advanceTimersByTimeAsync(1);
    expect(looks.ended).toEqual([versionId]);
    expect(looks.begun).toEqual([versionId, `${versionId} edited`]);
    health.stop();
  });

  it('that has failed says so, and can be asked for again', async () => {
    const health = page();
    void health.look(versionId);
    await vi.advanceTimersByTimeAsync(1);
    looks.settle(versionId, fail({ kind: 'bug', message: 'no such rule', stack: '' }));
    await vi.advanceTimersByTimeAsync(1);
    expect(health).toMatchObject({ task: null, report: null, failure: { kind: 'bug' } });
    void health.look(versionId);
    await vi.advanceTimersByTimeAsync(1);
    looks.settle(versionId);
    await vi.advanceTimersByTimeAsync(1);
    expect(health).toMatchObject({ failure: null, report: REPORT });
  });
});
