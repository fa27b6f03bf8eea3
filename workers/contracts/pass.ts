/**
 * The conversation between the page and the workers of a pass. A pass goes in whole, and progress, news and the result come
 * out: rows and what workers find out about them never cross the page.
 */
import type { Result } from '../../src/core/failure.ts';

/** How far a pass is. */
export interface PassProgress {
  readonly done: number;
  readonly total: number;
  /** What `done` and `total` count. */
  readonly unit: 'bytes' | 'rows';
  readonly rows: number;
  /** True while tasks are handed out: then the next progress can't be long in coming. */
  readonly busy: boolean;
}

/** Runs passes. Several such workers share one: a worker leads it, the others do tasks that the lead hands them. */
export interface PassWorker {
  /** Loads the code of a pass before it is needed. */
  load(pass: string): Promise<Result<void>>;
  /** Does tasks for the worker at the other end of the port until that one ends the pass. */
  join(pass: string, input: unknown, lead: MessagePort): Promise<Result<void>>;
  /** Runs a pass together with the workers at the other ends of the ports. */
  lead(
    pass: string,
    input: unknown,
    team: readonly MessagePort[],
    onProgress: (progress: PassProgress) => void,
    onNews: (news: unknown) => void,
  ): Promise<Result<unknown>>;
  /** Does something more with what the pass that this worker led last has left in its memory. */
  act(action: string, args: readonly unknown[]): Promise<Result<unknown>>;
  /** Ends the pass after the tasks at hand. */
  stop(): Promise<Result<void>>;
}
