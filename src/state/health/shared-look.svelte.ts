import type { Failure, Result } from '../../core/failure.ts';
import type { HealthReport } from '../../core/health/finding.ts';
import type { HealthRun } from '../../jobs/look-at-health.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** Reports are small, and a version never changes; but versions come and go. */
const REMEMBERED = 16;
/** How long a look goes on that no page wants any more: the page that comes next may, once it is loaded. */
const LINGER_MS = 5_000;

/** What looks at a version. */
export type LookAt = (versionId: string, run: HealthRun) => Promise<Result<HealthReport>>;

/** The look at one version, which all pages share: a page that is left for another that wants it too ends nothing. */
export class SharedLook {
  /** null until it is known. */
  report = $state.raw<HealthReport | null>(null);
  /** What was found in some of the rows, until all are looked at. */
  glance = $state.raw<HealthReport | null>(null);
  /** What is being worked out, while it is. */
  task = $state.raw<Task | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly versionId: string;
  #pages = 0;
  #lingering: ReturnType<typeof setTimeout> | undefined;

  constructor(versionId: string) {
    this.versionId = versionId;
  }

  /** False where it goes on only because a page may still ask for it. */
  get isWanted(): boolean {
    return this.#pages > 0;
  }

  /** For a page that wants it: begins what is neither known nor under way. */
  hold(tasks: Tasks, lookAt: LookAt): Promise<void> {
    this.#pages++;
    clearTimeout(this.#lingering);
    return this.begin(tasks, lookAt);
  }

  /** For a page that is left. */
  release(): void {
    this.#pages--;
    if (!this.isWanted) this.#lingering = setTimeout(this.end, LINGER_MS);
  }

  readonly end = (): void => {
    clearTimeout(this.#lingering);
    const { task } = this;
    this.task = null;
    task?.cancel();
  };

  async begin(tasks: Tasks, lookAt: LookAt): Promise<void> {
    if (this.task === null && this.report === null) await this.again(tasks, lookAt);
  }

  /** Looks once more, because what the rows are held against has changed; shows what was known until then. */
  async again(tasks: Tasks, lookAt: LookAt): Promise<void> {
    this.end();
    this.failure = null;
    const onGlance = (glance: HealthReport): void => {
      if (this.report === null) this.glance = glance;
    };
    const options = { name: 'Looking for problems', writes: false, place: 'page', givesWay: true } as const;
    const { task, result } = tasks.start(options, (run) => lookAt(this.versionId, { ...run, onGlance }));
    this.task = task;
    const outcome = await result;
    if (this.task !== task) return;
    this.task = null;
    this.glance = null;
    if (outcome.ok) this.report = outcome.value;
    else if (outcome.failure.kind !== 'cancelled') this.failure = outcome.failure;
  }
}

/** By version, the one that was asked for last at the end. */
const looks = new Map<string, SharedLook>();

/** The look at a version. Looks at others that no page wants any more end. */
export function sharedLook(versionId: string): SharedLook {
  const look = looks.get(versionId) ?? new SharedLook(versionId);
  looks.delete(versionId);
  looks.set(versionId, look);
  for (const [id, other] of looks) {
    if (other === look || other.isWanted) continue;
    other.end();
    if (looks.size > REMEMBERED || other.report === null) looks.delete(id);
  }
  return look;
}

/** Forgets what is known of versions that no page shows: what rows are held against has changed. */
export function forgetLooks(): void {
  for (const [id, look] of looks) if (!look.isWanted) looks.delete(id);
}
