import type { Result } from '../../src/core/failure.ts';

/**
 * Lets a long task look up: messages that wait come in, and true says that the pass has been stopped, so that nobody wants the
 * task's part any more.
 */
export type Pause = () => Promise<boolean>;

/** What a worker does with the tasks of a pass. */
export interface Hand<Task, Part> {
  /** `onProgress` and `pause` are for tasks that take long; progress counts from the task's start. */
  run(task: Task, onProgress: (done: number, rows: number) => void, pause: Pause): Promise<Result<Part>>;
  /** Stores what is still in memory; called when all tasks of one `each` are done. */
  settle?(): Promise<void>;
}

export interface EachOptions<Task, Part> {
  /** What a task counts for in the progress. */
  readonly weigh: (task: Task) => number;
  /** Rows of a part, where they are not its task's weight. */
  readonly rowsOf?: (part: Part) => number;
  /** Gets parts as they come, in no order. */
  readonly onPart: (part: Part, index: number) => void;
}

/** All workers of a pass, the lead among them. */
export interface Team<Task, Part, News> {
  /** What all tasks of the pass will weigh together. */
  expect(total: number, unit: 'bytes' | 'rows'): void;
  /** Gives each task to a worker that is free. Ends with the first failure. */
  each(tasks: readonly Task[], options: EachOptions<Task, Part>): Promise<Result<void>>;
  /** Progress of a lead that works without tasks. */
  progress(done: number, rows: number): void;
  /** Something for the page to show before the result is there. */
  tell(news: News): void;
}

/** What a pass leaves: its result, and what may still be asked of the lead's memory. */
export interface Led<Output, Actions> {
  readonly output: Output;
  readonly actions?: Actions;
}

export type Action = (...args: never[]) => Promise<Result<unknown>>;

/**
 * One way through the rows of a version, or through the bytes of files. `open` makes a worker ready for tasks; `lead` runs in one
 * of the workers: it hands out tasks, puts their parts together, and ends with the result.
 */
export interface Pass<Id extends string, Input, Task, Part, Output, Actions, News> {
  /** Equal to the file's name. */
  readonly id: Id;
  /** Absent where the lead does everything itself. */
  open?(input: Input): Promise<Result<Hand<Task, Part>>>;
  lead(input: Input, team: Team<Task, Part, News>): Promise<Result<Led<Output, Actions>>>;
  /** Arrays of a part that go to the lead without a copy. */
  moves?(part: Part): readonly ArrayBufferView[];
}

/** A pass of which nothing is known but that it is one. */
export type AnyPass = Pass<string, never, never, unknown, unknown, unknown, never>;

/** Gives a pass's file its types: messages are typed here and nowhere else. */
export function definePass<
  const Id extends string,
  Input,
  Task,
  Part,
  Output,
  Actions extends object = object,
  News = never,
>(pass: Pass<Id, Input, Task, Part, Output, Actions, News>): Pass<Id, Input, Task, Part, Output, Actions, News> {
  return pass;
}
