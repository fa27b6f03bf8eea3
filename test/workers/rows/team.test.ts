import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../src/core/failure.ts';
import { definePass, type Hand } from '../../../workers/rows/define-pass.ts';
import { Crew, ownMember, remoteMember, serveLead } from '../../../workers/rows/team.ts';
import { runInNode } from '../../support/run-in-node.ts';

interface Doubling {
  readonly numbers: readonly number[];
  readonly bad?: number;
  readonly rounds?: number;
}

/** Doubles numbers and puts them together in order; `bad` fails, or throws where it is odd. */
const doubling = definePass({
  id: 'doubling',

  open({ bad }: Doubling): Promise<Result<Hand<number, { readonly twice: Uint32Array }>>> {
    let held = 0;
    const run = async (n: number) => {
      await new Promise((resolve) => setTimeout(resolve, n % 3));
      if (n === bad && n % 2 === 1) throw new Error(`${n} is bad`);
      if (n === bad) return fail({ kind: 'storage-full' } as const);
      held++;
      return ok({ twice: Uint32Array.of(2 * n) });
    };
    const settle = (): Promise<void> => {
      if (held > 0) held = 0;
      return Promise.resolve();
    };
    return Promise.resolve(ok({ run, settle }));
  },

  async lead({ numbers, rounds = 1 }, team) {
    const sums: number[] = [];
    team.expect(numbers.length * rounds, 'rows');
    for (let round = 0; round < rounds; round++) {
      const done = await team.each(numbers, {
        weigh: () => 1,
        onPart: ({ twice }, index) => {
          sums[index] = (sums[index] ?? 0) + (twice[0] ?? 0);
        },
      });
      if (!done.ok) return done;
    }
    return ok({ output: sums });
  },

  moves: ({ twice }) => [twice],
});

const NUMBERS = Array.from({ length: 50 }, (_, n) => n);

describe('a team', () => {
  it.each([1, 2, 3])('of %d gets every part in its place, in several rounds', async (workers) => {
    const run = await runInNode(doubling, { numbers: NUMBERS, rounds: 2 }, workers);
    expect(run).toMatchObject({ ok: true, value: { led: { output: NUMBERS.map((n) => 4 * n) } } });
  });

  it('tells how far it is, never backwards, up to all of it', async () => {
    const run = await runInNode(doubling, { numbers: NUMBERS, rounds: 2 }, 3);
    const progress = run.ok ? run.value.progress : [];
    const done = progress.map((each) => each.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(progress.at(-1)).toEqual({ done: 100, total: 100, unit: 'rows', rows: 50, busy: false });
    expect(progress.slice(1, 20).every(({ busy }) => busy)).toBe(true);
  });

  it.each([
    ['fails', 20, { kind: 'storage-full' }],
    ['throws', 21, { kind: 'bug', message: '21 is bad' }],
  ])('ends with the failure of a task that %s, in whichever worker', async (_, bad, failure) => {
    for (const workers of [1, 2, 3]) {
      const run = await runInNode(doubling, { numbers: NUMBERS, bad }, workers);
      expect(run).toMatchObject({ ok: false, failure });
    }
  });

  it('tells tasks at hand to stop, in every worker, and ends as cancelled though none is left', async () => {
    const looked = [0, 0];
    const hands = looked.map((_, worker): Hand<unknown, unknown> => {
      return {
        run: async (_task, _onProgress, pause) => {
          while (!(await pause())) looked[worker] = (looked[worker] ?? 0) + 1;
          return ok(null);
        },
      };
    });
    const [own, other] = hands;
    if (!own || !other) throw new Error('there are two');
    const { port1, port2 } = new MessageChannel();
    const served = serveLead(port2, other, () => []);
    const crew = new Crew(
      [ownMember(own), remoteMember(port1)],
      () => undefined,
      () => undefined,
    );
    const done = crew.each([1, 2, 3, 4], { weigh: () => 1, onPart: () => undefined });
    await expect.poll(() => Math.min(...looked)).toBeGreaterThan(2);
    crew.stop();
    expect(await done).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    crew.end();
    await served;
  });
});
