import { counted } from '../../core/amount.ts';
import { NO_POLL } from '../../core/tuning/follow-job.ts';
import type { ServedModel } from '../../core/tuning/model-ref.ts';
import type { DatasetInfo, VersionInfo } from '../../core/version/version.ts';
import { type CheckRequest, choosePack } from '../../jobs/check-rows.ts';
import { type PreparedJob, prepareTuning } from '../../jobs/start-tuning.ts';
import { addJob } from '../../store/google/jobs.ts';
import { savePack } from '../../store/google/packs.ts';
import type { Google } from '../settings/google.svelte.ts';
import { baseModelRef } from './known-models.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Router } from '../frame/router.svelte.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';
import type { TuneDrafts } from './tune-drafts.ts';
import type { TuneForm } from './tune-form.svelte.ts';
import { obstaclesOf } from './tune-obstacles.ts';

/** By then the job is stored. */
const SHOWN_AFTER_MS = 300;

interface Parts {
  readonly google: Google;
  readonly tasks: Tasks;
  readonly notices: Notices;
  readonly router: Router;
  readonly drafts: TuneDrafts;
}

/** What a form said of a pack when Start was pressed. */
interface PackPlan {
  readonly request: CheckRequest;
  readonly base: ServedModel;
  /** The base model's. */
  readonly title: string;
  readonly tokenRatio: number;
  /** Where one was when the pack was asked for. */
  readonly here: readonly string[];
}

/** Starts what a form describes, once. */
export class TuningStart {
  task = $state.raw<Task | null>(null);
  /** Until the job is stored, and shown; then the next one can be started. */
  running = $state(false);
  /** Settles once the checked rows are not needed any more. */
  written: Promise<unknown> = Promise.resolve();
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Pins the version and writes the files; null where that failed or was cancelled, which is then said. */
  async prepare(form: TuneForm, info: DatasetInfo, version: VersionInfo): Promise<PreparedJob | null> {
    const plan = form.plan(info, version);
    const { checked } = form.check;
    if (!plan || !checked || this.running) return null;
    this.running = true;
    const options = { name: 'Writing the training files', writes: true, place: 'page' } as const;
    const { task, result } = this.#parts.tasks.start(options, (run) => prepareTuning(plan, checked, run));
    this.task = task;
    this.written = result;
    const prepared = await this.#parts.notices.run(() => result);
    this.task = null;
    this.running = false;
    return prepared ?? null;
  }

  /**
   * Starts the job, and shows it to whoever is still at the form. A second press while the first one works does nothing.
   * Resolves once the service has answered.
   */
  async begin(form: TuneForm, info: DatasetInfo, version: VersionInfo): Promise<void> {
    if (this.running || obstaclesOf(form, this.#parts.google).length > 0) return;
    if (!form.makesPack && this.#parts.google.capabilities === null) {
      // Whoever changes the form while the account is checked has pressed Start for what it said then.
      const asked = JSON.stringify(form.choices);
      if (!(await this.#mayStart(form)) || JSON.stringify(form.choices) !== asked) return;
    }
    await this.#start(form, info, version);
  }

  /** Checks the account, which was not done yet: nothing is made for a start that its service won't take. */
  async #mayStart(form: TuneForm): Promise<boolean> {
    const { google, notices } = this.#parts;
    this.running = true;
    await google.ask();
    this.running = false;
    const [obstacle] = obstaclesOf(form, google);
    if (obstacle === undefined) return true;
    notices.say('Not started.', null, obstacle);
    return false;
  }

  async #start(form: TuneForm, info: DatasetInfo, version: VersionInfo): Promise<void> {
    const { google, router } = this.#parts;
    const here = router.path;
    // The form can be changed while the files are written: what counts is what it said when Start was pressed.
    const { catalogueModel: model } = form;
    const base = model ? baseModelRef(model, google.connection) : null;
    const request = form.checkRequest(version.id);
    const tokenRatio = form.counter.correction?.ratio ?? 1;
    const prepared = await this.prepare(form, info, version);
    if (!prepared) return;
    const { job } = prepared;
    form.started = true;
    this.#parts.drafts.forget(info.id, form.source);
    if (job.service !== null) {
      await this.#send(prepared, info.id, here);
      return;
    }
    this.running = true;
    if (base && model) await this.#makePack(prepared, { request, base, title: model.title, tokenRatio, here });
    this.running = false;
  }

  async #send({ job, training, validation }: PreparedJob, datasetId: string, here: readonly string[]): Promise<void> {
    const { google, notices, router } = this.#parts;
    this.running = true;
    const started = google.call((api) => api.start(job, { training, validation }));
    // The page goes to the job at once: it shows how the upload gets on, and what the service says.
    setTimeout(() => {
      this.running = false;
      if (router.path === here) router.go('datasets', datasetId, 'tune', job.id);
    }, SHOWN_AFTER_MS);
    const result = await started;
    if (!result.ok && result.failure.kind !== 'service') notices.fail(result.failure);
    // One whose answer was lost is looked for; its page says so.
    if (result.ok && result.value.reading !== null)
      notices.say(`${job.displayName} is under way.`, null, 'You may close this tab: the job goes on at Google.');
  }

  async #makePack({ job }: PreparedJob, asked: PackPlan): Promise<void> {
    const { base, title, tokenRatio, here } = asked;
    const { notices, router, tasks } = this.#parts;
    const { passport, datasetId } = job;
    if (!passport || datasetId === null) return;
    const request = { ...asked.request, versionId: passport.versionId };
    const wish = {
      id: crypto.randomUUID(),
      name: job.displayName,
      base,
      settings: passport.settings,
      seed: passport.split.seed,
      tokenRatio,
    };
    const options = { name: 'Choosing the examples', writes: false, place: 'page' } as const;
    const pack = await notices.run(
      () => tasks.start(options, (run) => choosePack(request, passport.split.mark, wish, run)).result,
    );
    if (!pack) return;
    const words = `${counted(pack.examples.length, 'example')} chosen, ${counted(pack.tokens, 'token')}, for ${title}.`;
    const ended = Date.now();
    await notices.attempt(async () => {
      await savePack(pack);
      await addJob({
        ...job,
        state: 'succeeded',
        endedAt: ended,
        model: { pack: pack.id, base },
        poll: NO_POLL,
        events: [...job.events, { at: ended, text: words, tone: 'good' }],
      });
      notices.say(`The pack ${job.displayName} is made: ${words}`);
      if (router.path === here) router.go('datasets', datasetId, 'tune', job.id);
    });
  }
}
