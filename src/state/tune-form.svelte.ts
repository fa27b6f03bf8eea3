import type { CatalogueModel } from '../core/catalogue/catalogue.ts';
import { findModel, isRetired, modelsFor, modelWarnings } from '../core/catalogue/choose-model.ts';
import { findTarget } from '../core/targets/index.ts';
import { checkSettings, initialSettings, type SettingProblem } from '../core/targets/parts/settings.ts';
import type { Target, TargetEstimate } from '../core/targets/target.ts';
import type { SplitSettings, TuningJob, TuningMethod, TuningSettings } from '../core/tuning/job.ts';
import type { DatasetInfo, VersionInfo } from '../core/version.ts';
import type { CheckRequest } from '../jobs/check-rows.ts';
import { HOLD_OUT_MARK, requestText, type TuningPlan } from '../jobs/start-tuning.ts';
import type { KnownCatalogue } from './catalogue.svelte.ts';
import { catalogueModelsOf } from './capability-models.ts';
import type { Google } from './google.svelte.ts';
import { bestFirst } from './model-order.ts';
import type { RowCheck } from './row-check.svelte.ts';
import type { ServiceChoice, TuneChoices } from './tune-drafts.ts';

/** A job that is being filled in: what was chosen, and what follows from it. */
export class TuneForm {
  #chosenService = $state<ServiceChoice | null>(null);
  method = $state<'sft' | 'preference'>('sft');
  /** '' until one is chosen: the first that fits. */
  chosenModel = $state('');
  preTunedModel = $state<string | null>(null);
  displayName = $state('');
  description = $state('');
  split = $state.raw<SplitSettings>({ seed: 1, by: 'share', amount: 10, mark: HOLD_OUT_MARK });
  /** Only what differs from the first values. */
  changed = $state.raw<TuningSettings>({});
  #leftOut = $state<string | null>(null);
  /** What the user has typed; null agrees to the estimate. */
  ownLimit = $state<number | null>(null);
  patience = $state<number | null>(null);
  readonly check: RowCheck;
  readonly #google: Google;
  readonly #catalogue: KnownCatalogue;

  constructor(check: RowCheck, google: Google, catalogue: KnownCatalogue) {
    this.check = check;
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
    const { service, target } = this;
    const asked = this.#google.capabilities;
    const today = isoDay();
    const known = this.#catalogue.current;
    if (service === 'few-shot-pack') {
      const told = asked ? bestFirst(catalogueModelsOf(asked, 'few-shot') ?? [], known, today) : [];
      const ours = (['gemini-api', 'agent-platform'] as const).flatMap((each) =>
        modelsFor(known, { service: each, method: 'few-shot', today }),
      );
      return told.length > 0 ? [...told, ...ours.filter(({ service: of }) => of === 'agent-platform')] : ours;
    }
    if (service === 'gemini-api' && asked) {
      const told = catalogueModelsOf(asked, 'sft');
      if (told) return told;
    }
    const of = service === 'gemini-api' ? 'gemini-api' : 'agent-platform';
    const fitting = modelsFor(known, { service: of, method: target.method, today });
    const others = modelsFor(known, { service: of, method: 'few-shot', today });
    // What a page doesn't name the service may take all the same: it is asked, with a warning.
    const all = [...new Set([...fitting, ...(of === 'agent-platform' ? others : [])])];
    return [...all.filter((model) => !isRetired(model, today)), ...all.filter((model) => isRetired(model, today))];
  }

  get baseModel(): string {
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

  get facts() {
    return this.check.split?.facts ?? { trainingRows: 0, validationRows: 0, tokens: { low: 0, likely: 0, high: 0 } };
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
    return { versionId, target: id, limits: this.#catalogue.current.limits[id] ?? {} };
  }

  /** The exact body that Start sends, as JSON text, but for the rows themselves. */
  preview(attempt: string): string {
    const { target, baseModel, preTunedModel, displayName, description, settings } = this;
    const bucket = this.#google.connection.bucket || 'BUCKET';
    const uri = (part: string): string => `gs://${bucket}/lapidary/${attempt}/${part}.jsonl`;
    const validationUri = this.facts.validationRows > 0 ? uri('validation') : null;
    const data = target.service === 'agent-platform' ? { trainingUri: uri('training'), validationUri } : null;
    return requestText({ target, baseModel, preTunedModel, displayName, description, settings }, attempt, data);
  }

  plan(info: DatasetInfo, version: VersionInfo): TuningPlan | null {
    const { report, split } = this.check;
    if (!report || !split) return null;
    const { project, region, bucket } = this.#google.connection;
    const onPlatform = this.target.service === 'agent-platform';
    return {
      target: this.target,
      datasetId: info.id,
      datasetName: info.name,
      baseModel: this.baseModel,
      preTunedModel: this.preTunedModel,
      displayName: this.displayName,
      description: this.description,
      settings: this.settings,
      split: this.split,
      estimate: this.estimate,
      report: split,
      system: report.system,
      project: onPlatform ? project : null,
      region: onPlatform ? region : null,
      bucket: onPlatform ? bucket : null,
      patience: this.patience,
      request: this.checkRequest(version.id),
    };
  }

  get choices(): TuneChoices {
    const {
      method,
      chosenModel: model,
      preTunedModel,
      displayName,
      description,
      split,
      changed,
      ownLimit,
      patience,
    } = this;
    const agreed = { service: this.#chosenService, leftOut: this.#leftOut };
    return { method, model, preTunedModel, displayName, description, split, changed, ownLimit, patience, ...agreed };
  }

  /** Goes on with what was chosen before. */
  restore(choices: TuneChoices): void {
    this.#chosenService = choices.service;
    this.#leftOut = choices.leftOut;
    this.method = choices.method;
    this.chosenModel = choices.model;
    this.preTunedModel = choices.preTunedModel;
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
    this.changed = passport.settings;
    this.split = passport.split;
  }
}

function isoDay(): string {
  return new Date().toISOString().slice(0, 10);
}
