import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../src/core/failure.ts';
import type { Run } from '../../../src/jobs/run.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';

const PRESSED = { name: 'Import', writes: true, place: 'tray' } as const;
const LOOK = { name: 'Overview', writes: false, place: 'page', givesWay: true } as const;

/** Work that ends when the test says so, or as cancelled. */
class Work {
  calls = 0;
  #done: (result: Result<string>) => void = () => undefined;

  readonly run = ({ signal }: Run): Promise<Result<string>> => {
    this.calls++;
    return new Promise((done) => {
      this.#done = done;
      signal.addEventListener('abort', () => {
        done(fail({ kind: 'cancelled' }));
      });
    });
  };

  end(value = 'done'): void {
    this.#done(ok(value));
  }
}

describe('looks that give way', () => {
  it('start at once where nothing else runs', async () => {
    const [tasks, look] = [new Tasks(), new Work()];
    const { result } = tasks.start(LOOK, look.run);
    await expect.poll(() => look.calls).toBe(1);
    look.end();
    expect(await result).toEqual(ok('done'));
    expect(tasks.running).toEqual([]);
  });

  it('wait for what runs already', async () => {
    const [tasks, look, work] = [new Tasks(), new Work(), new Work()];
    const pressed = tasks.start(PRESSED, work.run);
    const { result } = tasks.start(LOOK, look.run);
    expect(tasks.running).toHaveLength(2);
    await new Promise((done) => setTimeout(done, 50));
    expect(look.calls).toBe(0);
    work.end();
    await pressed.result;
    await expect.poll(() => look.calls).toBe(1);
    look.end();
    expect(await result).toEqual(ok('done'));
  });

  it('stop for what starts meanwhile, and are taken up again after the last of it', async () => {
    const [tasks, look, one, two] = [new Tasks(), new Work(), new Work(), new Work()];
    const { result } = tasks.start(LOOK, look.run);
    await expect.poll(() => look.calls).toBe(1);
    const first = tasks.start(PRESSED, one.run);
    const second = tasks.start(PRESSED, two.run);
    one.end();
    await first.result;
    await new Promise((done) => setTimeout(done, 400));
    expect(look.calls).toBe(1);
    two.end();
    await second.result;
    await expect.poll(() => look.calls).toBe(2);
    look.end('found');
    expect(await result).toEqual(ok('found'));
  });

  it('can be cancelled while they wait', async () => {
    const [tasks, look, work] = [new Tasks(), new Work(), new Work()];
    tasks.start(PRESSED, work.run);
    const { task, result } = tasks.start(LOOK, look.run);
    task.cancel();
    expect(await result).toEqual(fail({ kind: 'cancelled' }));
    expect(look.calls).toBe(0);
  });

  it('that throw are a failure, and nothing is left to end', async () => {
    const tasks = new Tasks();
    const { result } = tasks.start(LOOK, () => Promise.reject(new Error('no such block')));
    expect(await result).toMatchObject({ ok: false });
    const work = new Work();
    const pressed = tasks.start(PRESSED, work.run);
    work.end();
    expect(await pressed.result).toEqual(ok('done'));
    expect(tasks.running).toEqual([]);
  });

  it('leave other looks alone', async () => {
    const [tasks, one, two] = [new Tasks(), new Work(), new Work()];
    const first = tasks.start(LOOK, one.run);
    const second = tasks.start(LOOK, two.run);
    await expect.poll(() => one.calls + two.calls).toBe(2);
    one.end();
    two.end();
    expect(await Promise.all([first.result, second.result])).toEqual([ok('done'), ok('done')]);
    expect(one.calls + two.calls).toBe(2);
  });
});

describe('a quiet moment', () => {
  it('is waited for until nothing was started, nor ran, for so long', async () => {
    const [tasks, work] = [new Tasks(), new Work()];
    const pressed = tasks.start(PRESSED, work.run);
    let isQuiet = false;
    const quiet = tasks.quiet(40).then(() => (isQuiet = true));
    await new Promise((done) => setTimeout(done, 120));
    expect(isQuiet).toBe(false);
    work.end();
    await pressed.result;
    await quiet;
    expect(isQuiet).toBe(true);
  });
});
