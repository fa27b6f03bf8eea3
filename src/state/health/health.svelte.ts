import type { Failure } from '../../core/failure.ts';
import type { Finding, HealthReport } from '../../core/health/finding.ts';
import { lookAtHealth } from '../../jobs/look-at-health.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** A report is small, and a version never changes; but versions come and go. */
const REMEMBERED = 16;
/** By version, the one asked for last at the end: pages that look at the same version share it. */
const remembered = new Map<string, HealthReport>();

const NOTHING: readonly Finding[] = [];

/** What health says of one version. A page makes one and calls `look` with the version that is open. */
export class Health {
  /** null until it is known. */
  report = $state.raw<HealthReport | null>(null);
  /** What is being worked out, while it is. */
  task = $state.raw<Task | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #tasks: Tasks;
  #versionId = $state<string | null>(null);

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  /** The version that is looked at. */
  get versionId(): string | null {
    return this.#versionId;
  }

  /** Those that block first. Empty until they are known, and where nothing was found. */
  get findings(): readonly Finding[] {
    return this.report?.findings ?? NOTHING;
  }

  /** Looks at a version; what is known of it is there at once. Does nothing while it is looked at already. */
  look = async (versionId: string): Promise<void> => {
    if (versionId === this.#versionId && (this.task !== null || this.report !== null)) return;
    this.stop();
    this.#versionId = versionId;
    this.failure = null;
    this.report = recall(versionId);
    if (this.report) return;
    const options = { name: 'Looking for problems', writes: false, place: 'page' } as const;
    const { task, result } = this.#tasks.start(options, (run) => lookAtHealth(versionId, run));
    this.task = task;
    const outcome = await result;
    if (this.task !== task) return;
    this.task = null;
    if (outcome.ok) this.report = remember(versionId, outcome.value);
    else if (outcome.failure.kind !== 'cancelled') this.failure = outcome.failure;
  };

  /** Ends what is being worked out: for a page that is left. */
  stop = (): void => {
    const { task } = this;
    this.task = null;
    task?.cancel();
  };
}

function recall(versionId: string): HealthReport | null {
  const report = remembered.get(versionId);
  return report ? remember(versionId, report) : null;
}

function remember(versionId: string, report: HealthReport): HealthReport {
  remembered.delete(versionId);
  remembered.set(versionId, report);
  const [oldest] = remembered.keys();
  if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  return report;
}
