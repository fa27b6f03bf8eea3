import type { Catalogue } from '../../core/models/catalogue.ts';
import type { Connection } from '../../core/tuning/google-connection.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { modelKey, type ServedModel, servedModel, type ServiceId } from '../../core/tuning/model-ref.ts';
import type { Capabilities } from '../../services/capabilities.ts';
import { baseModels, baseOfJob, type KnownModel, tunedModels } from '../tune/known-models.ts';
import { modelsOfCapabilities } from '../tune/capability-models.ts';

/** All models that may be asked: what was tuned here, then what the services say they have, else what the catalogue knows. */
export function modelsToTry(
  jobs: readonly TuningJob[],
  catalogue: Catalogue,
  connection: Connection,
  capabilities: Capabilities | null,
): readonly KnownModel[] {
  const asked = capabilities ? modelsOfCapabilities(capabilities, connection) : [];
  const known = baseModels(catalogue.models, connection).filter(
    ({ ref }) => !asked.some((model) => servedModel(model.ref).service === servedModel(ref).service),
  );
  const all = [...tunedModels(jobs), ...asked, ...known];
  return all.filter((model, index) => all.findIndex(({ key }) => key === model.key) === index);
}

/** The same with those first that what is held can ask, so that the first choice is one that answers. */
export function askableFirst(
  choices: readonly KnownModel[],
  holds: (service: ServiceId) => boolean,
): readonly KnownModel[] {
  const canAsk = ({ ref }: KnownModel): boolean => {
    const asked = servedModel(ref);
    return holds(asked.service) && isPlaced(asked);
  };
  return [...choices.filter(canAsk), ...choices.filter((model) => !canAsk(model))];
}

/** A job's model, or one of its checkpoints, with its base beside it; without a job the newest tuned model. */
export function pairOfJob(
  choices: readonly KnownModel[],
  jobs: readonly TuningJob[],
  { jobId, checkpoint }: { readonly jobId: string | null; readonly checkpoint: string | null },
  connection: Connection,
): readonly [KnownModel | null, KnownModel | null] {
  const job = jobs.find(({ id, model }) => model !== null && (jobId === null || id === jobId));
  if (!job?.model) return [choices.find(({ kind }) => kind === 'base') ?? null, null];
  const taken = job.reading?.checkpoints.find(({ id }) => id === checkpoint)?.model;
  const wanted = modelKey(taken ?? job.model);
  const tuned = choices.find(({ key }) => key === wanted) ?? null;
  const base = baseOfJob(job, connection);
  return [base ? (choices.find(({ key }) => key === modelKey(base)) ?? baseChoice(base)) : null, tuned];
}

/** Whether it is known where a model is that is in somebody's project. */
function isPlaced({ project }: ServedModel): boolean {
  return project !== '';
}

function baseChoice(ref: NonNullable<ReturnType<typeof baseOfJob>>): KnownModel {
  return { key: modelKey(ref), title: ref.name, ref, kind: 'base', job: null };
}
