import type { Failure } from '../../core/failure.ts';
import type { Finding, HealthReport } from '../../core/health/finding.ts';
import { lookAtHealth, lookAtHealthNow } from '../../jobs/look-at-health.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';
import { forgetLooks, type LookAt, sharedLook, type SharedLook } from './shared-look.svelte.ts';

const NOTHING: readonly Finding[] = [];

/** What health says of one version. A page makes one and calls `look` with the version that is open; pages share what is found. */
export class Health {
  readonly #tasks: Tasks;
  readonly #lookAt: LookAt;
  #look = $state.raw<SharedLook | null>(null);

  constructor(tasks: Tasks, lookAt: LookAt = lookAtHealth) {
    this.#tasks = tasks;
    this.#lookAt = lookAt;
  }

  /** null until it is known. */
  get report(): HealthReport | null {
    return this.#look?.report ?? null;
  }

  /** What was found in some of the rows, while nothing is known of all of them and that takes its time. */
  get glance(): HealthReport | null {
    return this.#look?.glance ?? null;
  }

  /** What is being worked out, while it is. */
  get task(): Task | null {
    return this.#look?.task ?? null;
  }

  get failure(): Failure | null {
    return this.#look?.failure ?? null;
  }

  /** The version that is looked at. */
  get versionId(): string | null {
    return this.#look?.versionId ?? null;
  }

  /** Those that block first. Empty until they are known, and where nothing was found. */
  get findings(): readonly Finding[] {
    return this.report?.findings ?? NOTHING;
  }

  /** Looks at a version; what is known of it is there at once. Does nothing while it is looked at already. */
  look = async (versionId: string): Promise<void> => {
    if (this.#look?.versionId === versionId) return this.#look.begin(this.#tasks, this.#lookAt);
    this.stop();
    const look = sharedLook(versionId);
    this.#look = look;
    await look.hold(this.#tasks, this.#lookAt);
  };

  /** Looks once more at the same version, because what its rows are held against has changed. */
  again = async (): Promise<void> => {
    forgetLooks();
    await this.#look?.again(this.#tasks, this.#lookAt);
  };

  /** For a page that is left: what no other page wants ends after a moment. */
  stop = (): void => {
    this.#look?.release();
    this.#look = null;
  };
}

/** For a page that has nothing to show before it: a look that it begins takes all workers. */
export function healthWaitedFor(tasks: Tasks): Health {
  return new Health(tasks, lookAtHealthNow);
}
