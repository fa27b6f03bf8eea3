import { fail, ok, type Result } from '../core/failure.ts';
import { toHex } from '../core/hash/hex.ts';
import { usesBucket } from '../core/services/index.ts';
import { NO_CURVE } from '../core/tuning/loss/loss-point.ts';
import { NO_POLL } from '../core/tuning/follow-job.ts';
import type {
  Passport,
  PreTunedSource,
  SplitSettings,
  TuningJob,
  TuningSettings,
  UploadedFile,
} from '../core/tuning/job.ts';
import type { RequestData, Target, TargetEstimate } from '../core/targets/target.ts';
import type { RecipeStep, VersionInfo } from '../core/version/version.ts';
import { listVersions } from '../store/versions/versions.ts';
import { recipeOf } from '../core/version/lineage.ts';
import { type CheckedRun, type CheckRequest, type SideFile, type SplitReport, writeSide } from './check-rows.ts';
import { hashFile } from './export-version.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

/** The name of the mark that holds which rows are trained on and which are held out. */
export const HOLD_OUT_MARK = 'hold-out';

/** Everything that a form has settled before a job starts. */
export interface TuningPlan {
  readonly target: Target;
  readonly datasetId: string;
  readonly datasetName: string;
  readonly baseModel: string;
  /** null where the base model itself is tuned. */
  readonly preTuned: PreTunedSource | null;
  readonly displayName: string;
  readonly description: string;
  readonly settings: TuningSettings;
  readonly split: SplitSettings;
  readonly estimate: TargetEstimate;
  readonly report: SplitReport;
  readonly system: string | null;
  readonly project: string | null;
  readonly region: string | null;
  /** For the uploaded files. */
  readonly bucket: string | null;
  readonly patience: number | null;
  readonly request: CheckRequest;
}

/** A job that is ready to be sent: its rows are split and written, and the version that has the split is pinned. */
export interface PreparedJob {
  readonly job: TuningJob;
  readonly training: Blob;
  readonly validation: Blob | null;
}

/** Pins the version with its split, and writes the files. Nothing leaves the machine. */
export function prepareTuning(plan: TuningPlan, checked: CheckedRun, run: Run): Promise<Result<PreparedJob>> {
  return settle(() => prepare(plan, checked, run));
}

async function prepare(plan: TuningPlan, checked: CheckedRun, run: Run): Promise<Result<PreparedJob>> {
  const saved = await checked.save(plan.datasetId, plan.split);
  if (!saved.ok) return saved;
  const version = saved.value;
  const request = { ...plan.request, versionId: version.id };
  const training = await writeSide(request, plan.split.mark, 'training', run);
  if (!training.ok) return training;
  const validation = await writeSide(request, plan.split.mark, 'validation', run);
  if (!validation.ok) return validation;
  checkCounts(plan, training.value, validation.value);
  const files = {
    training: training.value.blob,
    validation: validation.value.lines > 0 ? validation.value.blob : null,
  };
  const hashes = await Promise.all([training.value, validation.value].map(({ blob }) => hashFile(blob, run)));
  const [trainingHash, validationHash] = hashes;
  if (!trainingHash?.ok) return trainingHash ?? fail({ kind: 'cancelled' });
  if (!validationHash?.ok) return validationHash ?? fail({ kind: 'cancelled' });
  const passport = await passportOf(plan, version, {
    training: trainingHash.value,
    validation: files.validation ? validationHash.value : null,
  });
  return ok({ job: jobOf(plan, passport, files), ...files });
}

/** What was estimated and agreed to must be what is sent. Throws where it is not: that is a bug, and must cost nothing. */
function checkCounts({ report }: TuningPlan, training: SideFile, validation: SideFile): void {
  const { trainingRows, validationRows } = report.facts;
  if (training.lines === trainingRows && validation.lines === validationRows) return;
  const written = `${training.lines} training and ${validation.lines} validation rows were written`;
  throw new Error(`${written}, but ${trainingRows} and ${validationRows} were counted; nothing was sent`);
}

function preparedWords(service: TuningJob['service']): string {
  if (service === null) return 'The rows are held out.';
  return usesBucket(service) ? 'The files are written.' : 'The rows are written into the request.';
}

function jobOf(plan: TuningPlan, passport: Passport, files: Omit<PreparedJob, 'job'>): TuningJob {
  const { target } = plan;
  const id = crypto.randomUUID();
  const uploads = usesBucket(target.service) ? uploadsOf(id, plan, files) : [];
  return {
    id,
    datasetId: plan.datasetId,
    service: target.service,
    method: target.method,
    displayName: plan.displayName,
    project: plan.project,
    region: plan.region,
    state: 'preparing',
    createdAt: Date.now(),
    endedAt: null,
    passport,
    request: requestText(plan, id, dataOf(uploads)),
    uploads,
    reading: null,
    curve: NO_CURVE,
    model: null,
    events: [{ at: Date.now(), text: preparedWords(target.service), tone: 'plain' }],
    problem: null,
    poll: NO_POLL,
    patience: plan.patience,
  };
}

/** The body of the create request as JSON text; without data where it is not known yet. Empty where nothing is sent. */
export function requestText(
  plan: Pick<TuningPlan, 'target' | 'baseModel' | 'preTuned' | 'displayName' | 'description' | 'settings'>,
  attempt: string,
  data: RequestData | null,
): string {
  const { target, baseModel, preTuned, displayName, description, settings } = plan;
  if (!target.requestBody) return '';
  const { name = '', checkpoint = null } = preTuned ?? {};
  const preTunedModel = preTuned === null ? undefined : { name, ...(checkpoint !== null && { checkpoint }) };
  return JSON.stringify(
    target.requestBody({ baseModel, preTunedModel, displayName, description, attempt, settings, data }),
  );
}

/** Names that no other upload has: the id of the attempt is in them. */
function uploadsOf(
  id: string,
  { bucket }: TuningPlan,
  { training, validation }: Omit<PreparedJob, 'job'>,
): UploadedFile[] {
  const uri = (part: string): string => `gs://${bucket ?? ''}/lapidary/${id}/${part}.jsonl`;
  const first = { part: 'training', uri: uri('training'), bytes: training.size, sent: 0 } as const;
  if (!validation) return [first];
  return [first, { part: 'validation', uri: uri('validation'), bytes: validation.size, sent: 0 }];
}

function dataOf(uploads: readonly UploadedFile[]): RequestData | null {
  const [training, validation] = uploads;
  return training ? { trainingUri: training.uri, validationUri: validation?.uri ?? null } : null;
}

async function passportOf(
  plan: TuningPlan,
  version: VersionInfo,
  sha256: { readonly training: string; readonly validation: string | null },
): Promise<Passport> {
  const recipe = recipeOf(await listVersions(plan.datasetId), version.id);
  const { facts, leftOut } = plan.report;
  return {
    datasetName: plan.datasetName,
    versionId: version.id,
    versionNumber: version.number,
    digest: version.digest,
    recipe,
    recipeHash: await hashRecipe(recipe),
    target: plan.target.id,
    baseModel: plan.baseModel,
    ...(plan.preTuned && { preTuned: plan.preTuned }),
    settings: plan.settings,
    split: plan.split,
    limits: plan.request.limits,
    ...(plan.request.correction && { correction: plan.request.correction }),
    trainingRows: facts.trainingRows,
    validationRows: facts.validationRows,
    leftOutRows: leftOut,
    trainingSha256: sha256.training,
    validationSha256: sha256.validation,
    estimate: plan.estimate,
    system: plan.system,
    template: version.format === undefined ? (version.mapping.template ?? null) : null,
  };
}

async function hashRecipe(recipe: readonly RecipeStep[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(recipe));
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
}
