import { usesBucket } from '../../core/services/index.ts';
import type { Connection } from '../../core/tuning/google-connection.ts';
import type { DatasetInfo, VersionInfo } from '../../core/version/version.ts';
import { requestText, type TuningPlan } from '../../jobs/start-tuning.ts';
import type { CheckRequest } from '../../jobs/check-rows.ts';
import type { TargetFacts } from '../../core/targets/target.ts';
import type { RowCheck } from './row-check.svelte.ts';

/** What of the form becomes a plan. */
interface Settled extends Pick<
  TuningPlan,
  'target' | 'baseModel' | 'preTuned' | 'displayName' | 'description' | 'settings' | 'split' | 'estimate' | 'patience'
> {
  readonly facts: TargetFacts;
  readonly check: RowCheck;
  checkRequest(versionId: string): CheckRequest;
}

/** In place of a bucket that isn't given: only an export gets this far without one. */
const NO_BUCKET = 'BUCKET';

/** The exact body that Start sends, as JSON text, but for the rows themselves. */
export function previewOf(form: Settled, connection: Connection, attempt: string): string {
  const { target, baseModel, preTuned, displayName, description, settings } = form;
  const uri = (part: string): string => `gs://${connection.bucket || NO_BUCKET}/lapidary/${attempt}/${part}.jsonl`;
  const validationUri = form.facts.validationRows > 0 ? uri('validation') : null;
  const data = usesBucket(target.service) ? { trainingUri: uri('training'), validationUri } : null;
  return requestText({ target, baseModel, preTuned, displayName, description, settings }, attempt, data);
}

/** Everything that a form has settled; null until the rows are checked for what it says now. */
export function planOf(
  form: Settled,
  { project, region, bucket }: Connection,
  info: DatasetInfo,
  version: VersionInfo,
): TuningPlan | null {
  const { report, split: splitReport } = form.check;
  const request = form.checkRequest(version.id);
  // What is being checked again was agreed to in another form.
  if (!report || !splitReport || !form.check.isOf(request) || !form.check.isSplitBy(form.split)) return null;
  const { target, baseModel, preTuned, displayName, description, settings, split, estimate, patience } = form;
  const isPlaced = usesBucket(target.service);
  return {
    ...{ target, baseModel, preTuned, displayName, description, settings, split, estimate, patience, request },
    datasetId: info.id,
    datasetName: info.name,
    report: splitReport,
    system: report.system,
    project: isPlaced ? project : null,
    region: isPlaced ? region : null,
    bucket: isPlaced ? bucket || NO_BUCKET : null,
  };
}
