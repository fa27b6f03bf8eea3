import './fake-browser.ts';
import { fail, ok, type Failure, type Result } from '../../src/core/failure.ts';
import type { PassOptions } from '../../src/jobs/pass.ts';
import type { Run } from '../../src/jobs/run.ts';
import { toFailure } from '../../src/store/failures.ts';
import type { Action, Pass } from '../../workers/rows/define-pass.ts';
import { runInNode } from './run-in-node.ts';

type AnyPass = Pass<string, unknown, unknown, unknown, unknown, Readonly<Record<string, Action>>, unknown>;

const files = import.meta.glob<AnyPass>('../../workers/rows/passes/*.ts', { import: 'default' });

/**
 * What a test sees of the passes that run in this process, and how it makes them wait or fail. What is asked of a pass that is
 * held has a name of its own: "apply.commit".
 */
class Passes {
  /** The ids of all passes and the names of what was asked of them, in the order in which they began. */
  begun: string[] = [];
  /** The passes for which workers were made ready. */
  awaited: string[] = [];
  readonly #gates = new Map<string, Promise<Failure | null>>();

  /** Forgets what ran; nothing waits any more. */
  reset(): void {
    this.begun = [];
    this.awaited = [];
    this.#gates.clear();
  }

  /** The passes of this id that begin from now on wait; the function that it gives lets them go on, or fail. */
  stop(id: string): (failure?: Failure) => void {
    let go: (failure?: Failure) => void = () => undefined;
    const gate = new Promise<Failure | null>((done) => {
      go = (failure) => {
        done(failure ?? null);
        if (this.#gates.get(id) === gate) this.#gates.delete(id);
      };
    });
    this.#gates.set(id, gate);
    return go;
  }

  /** The passes of this id that begin from now on fail. */
  break(id: string, failure: Failure): void {
    this.#gates.set(id, Promise.resolve(failure));
  }

  async pass(id: string): Promise<Failure | null> {
    this.begun.push(id);
    return (await this.#gates.get(id)) ?? null;
  }
}

export const passes = new Passes();

/** What `src/jobs/pass.ts` gives, with the same passes but no workers. */
export async function holdPass(
  id: string,
  input: unknown,
  run: Run,
  options: Partial<PassOptions> = {},
): Promise<Result<unknown>> {
  if (run.signal.aborted) return fail({ kind: 'cancelled' });
  const ended = new Promise<Result<never>>((done) => {
    run.signal.addEventListener('abort', () => done(fail({ kind: 'cancelled' })), { once: true });
  });
  return Promise.race([ended, lead(id, input, options).catch((error: unknown) => fail(toFailure(error)))]);
}

/** The same for a pass that nobody asks for more. */
export async function runPass(...args: Parameters<typeof holdPass>): Promise<Result<unknown>> {
  const held = await holdPass(...args);
  // The cast: it is what holdPass gives.
  return held.ok ? ok((held.value as { readonly output: unknown }).output) : held;
}

async function lead(id: string, input: unknown, { onNews }: Partial<PassOptions>): Promise<Result<unknown>> {
  const failure = await passes.pass(id);
  if (failure) return fail(failure);
  const pass = await files[`../../workers/rows/passes/${id}.ts`]?.();
  if (!pass) throw new Error(`there is no pass "${id}"`);
  const ran = await runInNode(pass, input);
  if (!ran.ok) return ran;
  const { led, news } = ran.value;
  for (const each of news) onNews?.(each);
  const act = async (name: string, ...args: readonly unknown[]): Promise<Result<unknown>> => {
    const refused = await passes.pass(`${id}.${name}`);
    if (refused) return fail(refused);
    try {
      // The cast: the page's types are those of the pass's own file.
      return (await led.actions?.[name]?.(...(args as never[]))) ?? fail({ kind: 'bug', message: name, stack: '' });
    } catch (error) {
      return fail(toFailure(error));
    }
  };
  return ok({ output: led.output, act, close: () => undefined });
}
