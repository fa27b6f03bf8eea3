import { serviceOf } from '../services/index.ts';
import { isEnded, withEvent } from './follow-job.ts';
import { stateWords } from './job-words.ts';
import type { TuningJob, TwinJob } from './job.ts';
import type { JobReading } from './reading.ts';

/** Which of an attempt's jobs is followed: the oldest that came to something or still may. Null where there is none. */
export function chooseJob(found: readonly JobReading[]): JobReading | null {
  const oldestFirst = [...found].sort((a, b) => madeAt(a) - madeAt(b) || (a.name < b.name ? -1 : 1));
  return oldestFirst.find(({ state }) => state !== 'failed' && state !== 'cancelled') ?? oldestFirst[0] ?? null;
}

function madeAt({ createTime }: JobReading): number {
  const at = createTime === null ? Number.NaN : Date.parse(createTime);
  return Number.isNaN(at) ? Infinity : at;
}

/**
 * Whether the service is asked for other jobs of the same attempt. A browser sends a request again when a connection that it
 * had used before is cut, and a service that takes an id twice then starts a second job.
 */
export function wantsTwins({ service, sends = 0, reading, twins }: TuningJob): boolean {
  if (service === null || serviceOf(service).can.refuseTwins || sends === 0 || reading === null) return false;
  return twins === undefined || twins.some(({ state }) => !isEnded(state));
}

/** The job after all jobs of its attempt were listed, itself included. A list that lacks it lags, and proves nothing. */
export function takeTwins(job: TuningJob, found: readonly JobReading[], now: number): TuningJob {
  const ours = job.reading?.name;
  const others = found.filter(({ name }) => name !== ours);
  if (ours === undefined || found.length === 0) return job;
  const known = job.twins ?? [];
  const gone = known.filter(({ name }) => !others.some((other) => other.name === name));
  const twins = [...gone, ...others.map(({ name, state, consoleUrl }): TwinJob => ({ name, state, consoleUrl }))];
  if (job.twins !== undefined && JSON.stringify(twins) === JSON.stringify(known)) return job;
  const news = others.filter(({ name }) => !known.some((twin) => twin.name === name));
  let told: TuningJob = { ...job, twins };
  for (const { name, state } of news) told = withEvent(told, now, twinWords(name, state), 'bad');
  return told;
}

/**
 * The job that a reading is of, among those that are known here; undefined where it is of none. A twin is none of ours, though
 * it carries our attempt's id: what became of it can only be seen where it is followed by itself.
 */
export function jobOfReading(known: readonly TuningJob[], of: JobReading): TuningJob | undefined {
  const itself = known.find(({ reading }) => reading?.name === of.name || (reading?.modelName ?? '') === of.modelName);
  const isTwin = known.some(({ twins = [] }) => twins.some(({ name }) => name === of.name));
  return itself ?? (isTwin ? undefined : known.find(({ id }) => id === of.attempt));
}

function twinWords(name: string, state: TwinJob['state']): string {
  const words = stateWords(state).toLowerCase();
  return `Started twice: the start arrived two times, and the service has made ${shortName(name)} of it, too (${words}).`;
}

/** The end of a resource's name, by which the console lists it. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
