import { describe, type Failure, type Result } from '../../core/failure.ts';
import { failureOf } from './bug.ts';

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
  /** The dataset in whose header there is a button that does the same. */
  readonly twin?: string;
}

export interface Notice {
  readonly id: number;
  /** `doubtful`: it was done, but much of it may not be as it was meant. */
  readonly kind: 'done' | 'doubtful' | 'failed';
  readonly text: string;
  /** What to do next. */
  readonly next: string;
  readonly action: NoticeAction | null;
  /** For a report; may be copied. */
  readonly details: string;
  /** The request that failed, for a terminal; null where there was none. */
  readonly curl: string | null;
}

/** What the page has to say: the last thing that was done, and every failure until it is put away. */
export class Notices {
  done = $state.raw<Notice | null>(null);
  failed = $state.raw<readonly Notice[]>([]);
  #nextId = 1;

  say = (text: string, action: NoticeAction | null = null, next = ''): void => {
    this.done = { id: this.#nextId++, kind: 'done', text, next, action, details: '', curl: null };
  };

  /** The same of what should be looked at. */
  doubt = (text: string, next: string, action: NoticeAction | null = null): void => {
    this.done = { id: this.#nextId++, kind: 'doubtful', text, next, action, details: '', curl: null };
  };

  /** Puts failures away that a success has made old. */
  forgive = (): void => {
    this.failed = [];
  };

  /** Shows a failure. A cancel is no error: it is confirmed quietly. */
  fail = (failure: Failure): void => {
    const { what, next } = describe(failure);
    if (failure.kind === 'cancelled') {
      this.say(what, null, next);
      return;
    }
    const details = detailsOf(failure);
    if (this.failed.some((notice) => notice.details === details)) return;
    const curl = failure.kind === 'service' ? failure.problem.curl : null;
    const notice = { id: this.#nextId++, kind: 'failed', text: what, next, action: null, details, curl } as const;
    this.failed = [...this.failed, notice];
  };

  /** Does what the notice's button offers, once. */
  act = (notice: Notice): void => {
    this.dismiss(notice.id);
    notice.action?.run();
  };

  dismiss = (id: number): void => {
    if (this.done?.id === id) this.done = null;
    this.failed = this.failed.filter((notice) => notice.id !== id);
  };

  /** The one try/catch of the screen: shows what went wrong, gives undefined then. */
  async run<T>(action: () => Promise<Result<T>>): Promise<T | undefined> {
    try {
      const result = await action();
      if (result.ok) return result.value;
      this.fail(result.failure);
    } catch (error) {
      this.fail(failureOf(error));
    }
    return undefined;
  }

  /** The same for work that only throws. */
  async attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.fail(failureOf(error));
    }
  }
}

/** What a report needs; of a service's refusal also the same request as a command, for where a browser may not send it. */
function detailsOf(failure: Failure): string {
  if (failure.kind === 'bug') return `${failure.message}\n${failure.stack}`;
  if (failure.kind !== 'service') return JSON.stringify(failure);
  const { purpose, host, status, raw, curl } = failure.problem;
  const parts = [`${purpose}, ${host}, ${status === null ? 'no answer' : `status ${String(status)}`}`, raw, curl ?? ''];
  return parts.filter((part) => part !== '').join('\n\n');
}
