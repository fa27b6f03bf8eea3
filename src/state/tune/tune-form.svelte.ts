import type { CatalogueModel } from '../../core/models/catalogue.ts';
import { findModel, modelWarnings } from '../../core/models/choose-model.ts';
import { findTarget } from '../../core/targets/index.ts';
import { checkSettings, initialSettings, type SettingProblem } from '../../core/targets/parts/target-settings.ts';
import { NO_FACTS, type Target, type TargetEstimate, type TargetFacts } from '../../core/targets/target.ts';
import type { PreTunedSource, SplitSettings, TuningJob, TuningSettings } from '../../core/tuning/job.ts';
import type { TuningMethod } from '../../core/tuning/tuning-method.ts';
import type { DatasetInfo, VersionInfo } from '../../core/version/version.ts';
import type { CheckRequest } from '../../jobs/check-rows.ts';
import { HOLD_OUT_MARK, requestText, type TuningPlan } from '../../jobs/start-tuning.ts';
import type { KnownCatalogue } from '../settings/catalogue.svelte.ts';
import { catalogueModelsOf } from './capability-models.ts';
import type { Google } from '../settings/google.svelte.ts';
import { offeredModels, sourceOfModels } from './offered-models.ts';
import type { RowCheck } from './row-check.svelte.ts';
import type { TokenCounter } from './token-counter.svelte.ts';
import type { ServiceChoice, TuneChoices } from './tune-drafts.ts';
import { WrongFields } from './wrong-fields.svelte.ts';

/** A job that is being filled in: what was chosen, and what follows from it. */
export class TuneForm {
  #chosenService = $state<ServiceChoice | null>(null);
  method = $state<'sft' | 'preference'>('sft');
  /** '' until one is chosen: the first that fits. */
  chosenModel = $state('');
  /** A tuned model to go on from, whichever service it is of: `preTuned` is what counts. */
  chosenPreTuned = $state.raw<PreTunedSource | null>(null);
  displayName = $state('');
  description = $state('');
  split = $state.raw<SplitSettings>({ seed: 1, by: 'share', amount: 10, mark: HOLD_OUT_MARK });
  /** Only what differs from the first values. */
  changed = $state.raw<TuningSettings>({});
  #leftOut = $state<string | null>(null);
  /** What the user has typed; null agrees to the estimate. */
  ownLimit = $state<number | null>(null);
  patience = $state<number | null>(null);
  /**
   * The id of the attempt in programs that are copied from this form. Each form has its own: a service that has another form's job
   * or files already would refuse those of this one.
   */
  readonly attempt = crypto.randomUUID();
  readonly wrong = new WrongFields();
  readonly check: RowCheck;
  readonly counter: TokenCounter;
  readonly #google: Google;
  readonly #catalogue: KnownCatalogue;

  constructor(check: RowCheck, counter: TokenCounter, google: Google, catalogue: KnownCatalogue) {
    this.check = check;
    this.counter = counter;
    this.#google = google;
    this.#catalogue = catalogue;
  }

  /** What was chosen; until then what the credentials that are held can do. */
  get service(): ServiceChoice {
    if (this.#chosenService !== null) return this.#chosenService;
    if (this.#google.credentials.accessToken || this.method === 'preference') return 'agent-platform';
    return this.#keyTunesNothing ? 'few-shot-pack' : 'gemini-api';
  }

  set service(service: ServiceChoice) {
    this.#chosenService = service;
  }

  /** Whether the faulty rows may be left out. Agreed to for as many rows and this target, and for no others. */
  get leaveOut(): boolean {
    return this.#leftOut !== null && this.#leftOut === this.#faults;
  }

  set leaveOut(agreed: boolean) {
    this.#leftOut = agreed ? this.#faults : null;
  }

  get #faults(): string | null {
    const { report } = this.check;
    return report && `${report.faultyRows} rows of ${this.target.id}`;
  }

  /** For "Export only": the target of the Agent Platform, whose files everybody takes. */
  get target(): Target {
    const id =
      this.service === 'gemini-api'
        ? 'gemini-api-sft'
        : this.service === 'few-shot-pack'
          ? 'few-shot-pack'
          : `agent-platform-${this.method}`;
    const target = findTarget(id);
    if (!target) throw new Error(`target ${id} is not one of this program`);
    return target;
  }

  get tuningMethod(): TuningMethod {
    return this.target.method;
  }

  /** Base models for this service and method: those the service itself has named, else the catalogue's. */
  get models(): readonly CatalogueModel[] {
    const known = this.#catalogue.current;
    const asked = this.#google.capabilities;
    return offeredModels({ service: this.service, method: this.target.method }, { asked, known, today: isoDay() });
  }

  /** Where that list is from, and of when: a sentence; empty where that goes without saying. */
  get modelsSource(): string {
    return sourceOfModels(this.service, this.models, this.#google.capabilities);
  }

  /** The tuned model that is tuned on; null for the base model itself. */
  get preTuned(): PreTunedSource | null {
    const { chosenPreTuned, service } = this;
    return chosenPreTuned?.service === service ? chosenPreTuned : null;
  }

  get baseModel(): string {
    if (this.preTuned) return this.preTuned.baseModel;
    const { models, chosenModel } = this;
    return models.some(({ id }) => id === chosenModel) ? chosenModel : (models[0]?.id ?? '');
  }

  get catalogueModel(): CatalogueModel | undefined {
    return this.models.find(({ id }) => id === this.baseModel) ?? findModel(this.#catalogue.current, this.baseModel);
  }

  /** True where the key was asked and no model of it can be tuned. */
  get nothingToTune(): boolean {
    return this.service === 'gemini-api' && this.#keyTunesNothing;
  }

  /** True while a pack is offered in place of tuning, and nobody has chosen it. */
  get offersPack(): boolean {
    return this.#chosenService === null && this.service === 'few-shot-pack';
  }

  get #keyTunesNothing(): boolean {
    const models = this.#google.capabilities?.models;
    return !!models?.value && !models.value.some(({ tune }) => tune);
  }

  get warnings(): readonly string[] {
    const { baseModel, tuningMethod } = this;
    if (baseModel === '' || this.service === 'few-shot-pack') return [];
    const asked = this.#google.capabilities;
    const offered = this.service === 'gemini-api' && asked ? catalogueModelsOf(asked, 'sft') : null;
    const isOffered = offered?.some(({ id }) => id === baseModel) ?? false;
    return modelWarnings(this.#catalogue.current, { id: baseModel, method: tuningMethod, today: isoDay(), isOffered });
  }

  /** With the tokens as they were counted, where they were. */
  get facts(): TargetFacts {
    return this.counter.correct(this.check.split?.facts ?? NO_FACTS);
  }

  get settings(): TuningSettings {
    const initial = initialSettings(this.target, this.facts);
    const own = Object.entries(this.changed).filter(([id]) => id in initial);
    return { ...initial, ...Object.fromEntries(own) };
  }

  get settingProblems(): readonly SettingProblem[] {
    return checkSettings(this.target, this.settings, this.catalogueModel);
  }

  get nameProblem(): string | null {
    return this.target.checkName(this.displayName, this.#catalogue.current);
  }

  get estimate(): TargetEstimate {
    const priced = { catalogue: this.#catalogue.current, baseModel: this.baseModel };
    return this.target.estimate(this.facts, this.settings, priced);
  }

  /** The most that the estimate says it may cost; null where no price is known. */
  get highestCost(): number | null {
    return this.estimate.costRange?.high ?? this.estimate.cost;
  }

  /** US dollars; the estimate, rounded up, as long as nothing else is typed. */
  get spendingLimit(): number {
    return this.ownLimit ?? Math.ceil(this.highestCost ?? 0);
  }

  checkRequest(versionId: string): CheckRequest {
    const { id } = this.target;
    const limits = this.#catalogue.current.limits[id] ?? {};
    // Only a limit in tokens looks at them row by row; for all else the rows need not be checked again.
    const correction = limits.tokensPerExample ? this.counter.correction : null;
    return { versionId, target: id, limits, ...(correction && { correction }) };
  }

  /** The exact body that Start sends, as JSON text, but for the rows themselves. */
  preview(attempt: string): string {
    const { target, baseModel, preTuned, displayName, description, settings } = this;
    const bucket = this.#google.connection.bucket || 'BUCKET';
    const uri = (part: string): string => `gs://${bucket}/lapidary/${attempt}/${part}.jsonl`;
    const validationUri = this.facts.validationRows > 0 ? uri('validation') : null;
    const data = target.service === 'agent-platform' ? { trainingUri: uri('training'), validationUri } : null;
    return requestText({ target, baseModel, preTuned, displayName, description, settings }, attempt, data);
  }

  plan(info: DatasetInfo, version: VersionInfo): TuningPlan | null {
    const { report, split } = this.check;
    const request = this.checkRequest(version.id);
    // What is being checked anew was agreed to in another form.
    if (!report || !split || !this.check.isOf(request) || !this.check.isSplitBy(this.split)) return null;
    const { project, region, bucket } = this.#google.connection;
    const onPlatform = this.target.service === 'agent-platform';
    return {
      target: this.target,
      datasetId: info.id,
      datasetName: info.name,
      baseModel: this.baseModel,
      preTuned: this.preTuned,
      displayName: this.displayName,
      description: this.description,
      settings: this.settings,
      split: this.split,
      estimate: this.estimate,
      report: split,
      system: report.system,
      project: onPlatform ? project : null,
      region: onPlatform ? region : null,
      // Only an export gets so far without a bucket: its request then says the same as the screen.
      bucket: onPlatform ? bucket || 'BUCKET' : null,
      patience: this.patience,
      request,
    };
  }

  get choices(): TuneChoices {
    const {
      method,
      chosenModel: model,
      chosenPreTuned: preTuned,
      displayName,
      description,
      split,
      changed,
      ownLimit,
      patience,
    } = this;
    const agreed = { service: this.#chosenService, leftOut: this.#leftOut };
    return { method, model, preTuned, displayName, description, split, changed, ownLimit, patience, ...agreed };
  }

  /** Goes on with what was chosen before. */
  restore(choices: TuneChoices): void {
    this.#chosenService = choices.service;
    this.#leftOut = choices.leftOut;
    this.method = choices.method;
    this.chosenModel = choices.model;
    this.chosenPreTuned = choices.preTuned;
    this.displayName = choices.displayName;
    this.description = choices.description;
    this.split = choices.split;
    this.changed = choices.changed;
    this.ownLimit = choices.ownLimit;
    this.patience = choices.patience;
  }

  /** Takes the settings of an earlier job over. */
  copy({ passport, service, method, displayName, patience }: TuningJob): void {
    this.service = service;
    this.method = method === 'preference' ? 'preference' : 'sft';
    this.patience = patience;
    this.displayName = displayName;
    if (!passport) return;
    this.chosenModel = passport.baseModel;
    this.chosenPreTuned = passport.preTuned ?? null;
    this.changed = passport.settings;
    this.split = passport.split;
  }
}

function isoDay(): string {
  return new Date().toISOString().slice(0, 10);
}
