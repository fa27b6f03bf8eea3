import { deletableModel } from '../../core/tuning/deletable-model.ts';
import { allowedFrom, isFollowed, withEvent } from '../../core/tuning/follow-job.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { changeJob, getJob, removeJob } from '../../store/google/jobs.ts';
import type { Google } from '../settings/google.svelte.ts';
import { Live } from '../frame/live.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';

/** A job that is looked at: what is stored of it, and what can be done with it. */
export class JobWatch {
  readonly id: string;
  readonly live: Live<TuningJob | undefined>;
  readonly #google: Google;
  readonly #notices: Notices;

  constructor(id: string, google: Google, notices: Notices) {
    this.id = id;
    this.#google = google;
    this.#notices = notices;
    this.live = new Live(() => getJob(id));
  }

  get job(): TuningJob | undefined {
    return this.live.current;
  }

  /** What keeps a job from being followed that the user can give. */
  get waitsFor(): 'credential' | 'network' | null {
    const { job } = this;
    if (!job || !isFollowed(job)) return null;
    if (this.#google.connection.off) return 'network';
    if (job.poll.waiting === 'credential') return 'credential';
    return this.#google.ready && job.service !== null && !this.#google.holds(job.service) ? 'credential' : null;
  }

  ask = async (): Promise<void> => {
    const asked = await this.#google.did((api) => api.poll(this.id));
    const wait = this.job ? allowedFrom(this.job.poll, Date.now()) - Date.now() : 0;
    if (asked && wait > 0)
      this.#notices.say(`Google wants a pause: the job is asked for in ${Math.ceil(wait / 1_000)} s.`);
  };

  cancel = async (): Promise<void> => {
    const asked = await this.#google.did((api) => api.cancel(this.id));
    if (asked) this.#notices.say('Cancel was requested.', null, 'What has been tuned so far is billed.');
  };

  /** Cancels the other job that a start made by arriving twice. */
  cancelTwin = async (name: string): Promise<void> => {
    const asked = await this.#google.did((api) => api.cancelTwin(this.id, name));
    if (asked) this.#notices.say('Cancel was requested.', null, 'What has been tuned so far is billed.');
  };

  /** Ends the search for a job whose start had no answer: the user has looked, and there is none. */
  giveUp = (): Promise<void> =>
    this.#answer((job) =>
      withEvent(
        { ...job, state: 'failed', endedAt: Date.now(), doubt: null },
        Date.now(),
        'Given up: no such job was found.',
        'bad',
      ),
    );

  searchAgain = async (): Promise<void> => {
    await this.#answer((job) => ({
      ...job,
      state: 'unknown',
      problem: null,
      poll: { dueAt: Date.now(), failures: 0, waiting: null },
    }));
    await this.ask();
  };

  setPatience = (patience: number | null): Promise<void> => this.#change((job) => ({ ...job, patience }));

  rename = async (displayName: string): Promise<void> => {
    const { job } = this;
    const modelName = job?.reading?.modelName;
    if (!job || !modelName || job.service === null) return;
    const { service } = job;
    const done = await this.#google.did((api) => api.renameModel(service, modelName, displayName));
    if (done) await this.#change((now) => withEvent({ ...now, displayName }, Date.now(), `Renamed to ${displayName}.`));
  };

  /** Deletes what the job has left at its service. The job's record stays. */
  deleteModel = async (): Promise<void> => {
    const { job } = this;
    const modelName = job ? deletableModel(job) : null;
    if (!job || modelName === null || job.service === null) return;
    const { service } = job;
    const done = await this.#google.did((api) => api.deleteModel(service, modelName));
    if (!done) return;
    await this.#change((now) => {
      const reading = now.reading && { ...now.reading, modelName: null };
      return withEvent({ ...now, model: null, reading }, Date.now(), 'The tuned model was deleted at its service.');
    });
    this.#notices.say('The tuned model is deleted.');
  };

  /** Forgets the job in this browser. */
  forget = (): Promise<void> => this.#notices.attempt(() => removeJob(this.id));

  /** Another tab may have found the job, or be sending it again: then nobody is asked any more. */
  #answer(change: (job: TuningJob) => TuningJob): Promise<void> {
    return this.#change((job) => (job.state === 'asking' ? change(job) : job));
  }

  #change(change: (job: TuningJob) => TuningJob): Promise<void> {
    return this.#notices.attempt(async () => {
      await changeJob(this.id, change);
    });
  }
}
