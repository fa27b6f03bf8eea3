import type { Run } from '../../jobs/run.ts';
import { failureOf } from './bug.ts';
import { fail, type Result } from '../../core/failure.ts';
import { Task, type TaskOptions } from './task.svelte.ts';

/** Everything that runs now. */
export class Tasks {
  running = $state.raw<readonly Task[]>([]);
  #nextId = 1;

  get inTray(): readonly Task[] {
    return this.running.filter((task) => task.place === 'tray');
  }

  get busy(): boolean {
    return this.running.length > 0;
  }

  get writing(): boolean {
    return this.running.some((task) => task.writes);
  }

  /** Starts work at once; the task is listed until its promise settles. */
  start<T>(options: TaskOptions, work: (run: Run) => Promise<Result<T>>): { task: Task; result: Promise<Result<T>> } {
    const task = new Task(this.#nextId++, options);
    this.running = [...this.running, task];
    return { task, result: this.#settle(task, work) };
  }

  async #settle<T>(task: Task, work: (run: Run) => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await work(task.run);
    } catch (error) {
      return fail(failureOf(error));
    } finally {
      this.running = this.running.filter((other) => other !== task);
    }
  }
}
