import type { CatalogueModel, Limits } from '../../core/models/catalogue.ts';
import { findModel, isRetired, modelWarnings } from '../../core/models/choose-model.ts';
import type { Service } from '../../core/services/service.ts';
import { defaultHoldOut } from '../../core/split/default-hold-out.ts';
import { checkSettings, initialSettings, type SettingProblem } from '../../core/targets/parts/target-settings.ts';
import { NO_FACTS, type Target, type TargetEstimate, type TargetFacts } from '../../core/targets/target.ts';
import { distinctName } from '../../core/tuning/distinct-name.ts';
import type { PreTunedSource, SplitSettings, TuningJob, TuningSettings } from '../../core/tuning/job.ts';
import type { TuningMethod } from '../../core/tuning/tuning-method.ts';
import type { DatasetInfo, VersionInfo } from '../../core/version/version.ts';
import type { CheckRequest } from '../../jobs/check-rows.ts';
import { HOLD_OUT_MARK, type TuningPlan } from '../../jobs/start-tuning.ts';
import type { KnownCatalogue } from '../settings/catalogue.svelte.ts';
import { catalogueModelsOf } from './capability-models.ts';
import type { Google } from '../settings/google.svelte.ts';
import { offeredModels, sourceOfModels } from './offered-models.ts';
import type { RowCheck } from './row-check.svelte.ts';
import type { TokenCounter } from './token-counter.svelte.ts';
import { planOf, previewOf } from './plan-of.ts';
import { EXPORT, firstChoice, MAKE_PACK, type ServiceChoice, startsAt, targetOf } from './service-choice.ts';
import type { PlatformMethod, TuneChoices } from './tune-drafts.ts';
import { WrongFields } from './wrong-fields.svelte.ts';

/** Where no limit is known. */
const SHORTEST_NAME = 40;

/** A job that is being filled in: what was chosen, and what follows from it. */
export class TuneForm {
  #chosenService = $state<ServiceChoice | null>(null);
  method = $state<PlatformMethod>('sft');
  /** '' until one is chosen: the first that fits. */
  chosenModel = $state('');
  /** A tuned model to go on from, whichever service it is of: `preTuned` is what counts. */
  chosenPreTuned = $state.raw<PreTunedSource | null>(null);
  /** Typed; null as long as the first name holds. */
  #ownName = $state<string | null>(null);
  /** The name that a form begins with, but for the number that makes it one of its own. */
  firstName = $state('');
  /** Names that other jobs have. */
  takenNames = $state.raw<readonly string[]>([]);
  description = $state('');
  #ownSplit = $state.raw<SplitSettings | null>(null);
  readonly #split = $derived.by(() => this.#ownSplit ?? this.#firstSplit());
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
  /** The job that this form copies; null where it copies none. */
  source: string | null = null;
  /** True once a job was made of it: then it is no draft any more. */
  started = $state(false);
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
    return firstChoice((each) => this.#google.holds(each), { method: this.method, tunes: this.#keyTunes });
  }

  set service(service: ServiceChoice) {
    this.#chosenService = service;
  }

  get makesPack(): boolean {
    return this.service === MAKE_PACK;
  }

  get exports(): boolean {
    return this.service === EXPORT;
  }

  /** The service that Start starts a job at; null where it makes a pack, or writes files. */
  get starts(): Service | null {
    return startsAt(this.service);
  }

  get isBilled(): boolean {
    return this.starts !== null;
  }

  get displayName(): string {
    const most = this.#limits.displayName?.value ?? SHORTEST_NAME;
    return this.#ownName ?? distinctName(this.firstName, this.takenNames, most);
  }

  set displayName(name: string) {
    this.#ownName = name;
  }

  /** How rows are held out: as was chosen, else as many as the service takes. */
  get split(): SplitSettings {
    return this.#split;
  }

  set split(split: SplitSettings) {
    this.#ownSplit = split;
  }

  #firstSplit(): SplitSettings {
    const { report } = this.check;
    const first = { seed: 1, mark: HOLD_OUT_MARK };
    // Its test rows are never learnt.
    if (report?.split?.train) return { ...first, by: 'split', amount: 0 };
    const rows = report && report.rows - report.faultyRows;
    return { ...first, ...defaultHoldOut(rows, this.#limits) };
  }

  get #limits(): Limits {
    return this.#catalogue.current.limits[this.target.id] ?? {};
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

  get target(): Target {
    return targetOf(this.service, this.method);
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
    if (models.some(({ id }) => id === chosenModel)) return chosenModel;
    // One that is retired is taken only by who chooses it; what the service itself names has no such day.
    return models.find((model) => !isRetired(model, isoDay()))?.id ?? '';
  }

  get catalogueModel(): CatalogueModel | undefined {
    return this.models.find(({ id }) => id === this.baseModel) ?? findModel(this.#catalogue.current, this.baseModel);
  }

  /** True where the key was asked and no model of it can be tuned. */
  get nothingToTune(): boolean {
    return !!this.starts?.can.nameModels && !!this.#google.capabilities?.models?.value && !this.#keyTunes;
  }

  /** True while a pack is offered in place of tuning, and nobody has chosen it. */
  get offersPack(): boolean {
    return this.#chosenService === null && this.makesPack;
  }

  /** Whether the key was asked about, and can tune a model. */
  get #keyTunes(): boolean {
    return this.#google.capabilities?.models?.value?.some(({ tune }) => tune) ?? false;
  }

  get warnings(): readonly string[] {
    const { baseModel, tuningMethod } = this;
    if (baseModel === '' || this.makesPack) return [];
    const asked = this.#google.capabilities;
    const offered = this.starts?.can.nameModels && asked ? catalogueModelsOf(asked, 'sft') : null;
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
    const limits = this.#limits;
    // Only a limit in tokens looks at them row by row; for all else the rows need not be checked again.
    const correction = limits.tokensPerExample ? this.counter.correction : null;
    return { versionId, target: id, limits, ...(correction && { correction }) };
  }

  /** The exact body that Start sends, as JSON text, but for the rows themselves. */
  preview(attempt: string): string {
    return previewOf(this, this.#google.connection, attempt);
  }

  plan(info: DatasetInfo, version: VersionInfo): TuningPlan | null {
    return planOf(this, this.#google.connection, info, version);
  }

  get choices(): TuneChoices {
    const { method, chosenModel: model, chosenPreTuned: preTuned, description, changed, ownLimit, patience } = this;
    const agreed = { service: this.#chosenService, leftOut: this.#leftOut };
    const typed = { displayName: this.#ownName, split: this.#ownSplit };
    return { method, model, preTuned, description, changed, ownLimit, patience, ...typed, ...agreed };
  }

  /** Goes on with what was chosen before. */
  restore(choices: TuneChoices): void {
    this.#chosenService = choices.service;
    this.#leftOut = choices.leftOut;
    this.method = choices.method;
    this.chosenModel = choices.model;
    this.chosenPreTuned = choices.preTuned;
    this.#ownName = choices.displayName;
    this.description = choices.description;
    this.#ownSplit = choices.split;
    this.changed = choices.changed;
    this.ownLimit = choices.ownLimit;
    this.patience = choices.patience;
  }

  /** Takes the settings of an earlier job over, but not when it was to be cancelled: that was wished for that job alone. */
  copy({ passport, service, method, displayName }: TuningJob): void {
    this.service = service ?? MAKE_PACK;
    if (method !== 'few-shot') this.method = method;
    this.firstName = displayName;
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
