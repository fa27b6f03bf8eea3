import { json, type Call, type Reply } from '../call.ts';
import { GoogleError, invalid, notFound } from '../google-error.ts';
import type { JsonObject } from '../json.ts';
import { takePage } from '../paging.ts';
import { route, type Route } from '../route.ts';
import { complete } from '../settings.ts';
import type { TuningJobRecord } from '../state.ts';
import { createTuningJob } from './create-tuning-job.ts';
import { progressOf } from './job-progress.ts';
import { checkPlace } from './place.ts';
import { describeJob, jobName } from './tuning-job.ts';
import { validateReward } from './validate-reward.ts';

const PARENT = 'projects/{project}/locations/{location}/tuningJobs';

/** tuningJobs.* (V1-V5); there is no delete. */
export const JOB_ROUTES: readonly Route[] = ['v1', 'v1beta1']
  .flatMap((version) => [
    route(`POST /${version}/${PARENT}`, (call, { project = '', location = '' }) => {
      if (location === 'global')
        throw new GoogleError(
          400,
          'FAILED_PRECONDITION',
          'Tuning of Gemini models is not supported in location global.',
        );
      checkPlace(call, project, location, 'aiplatform.tuningJobs.create');
      if (location === 'us' || location === 'eu') {
        throw new GoogleError(400, 'FAILED_PRECONDITION', `Tuning is not supported in location ${location}.`);
      }
      return createTuningJob(call, location);
    }),
    route(`GET /${version}/${PARENT}`, (call, { project = '', location = '' }) => {
      checkPlace(call, project, location, 'aiplatform.tuningJobs.list');
      return list(call, location);
    }),
    route(`GET /${version}/${PARENT}/{id}`, (call, { project = '', location = '', id = '' }) => {
      checkPlace(call, project, location, 'aiplatform.tuningJobs.get');
      return json(inVersion(version, describeJob(find(call, location, id), call.world.clock.now())));
    }),
    route(`POST /${version}/${PARENT}/{id}:cancel`, (call, { project = '', location = '', id = '' }) => {
      checkPlace(call, project, location, 'aiplatform.tuningJobs.cancel');
      return cancel(call, find(call, location, id));
    }),
  ])
  .concat(
    route(`POST /v1beta1/${PARENT}:validateReinforcementTuningReward`, (call, { project = '', location = '' }) => {
      checkPlace(call, project, location, 'aiplatform.tuningJobs.validateReinforcementTuningReward');
      return validateReward(call);
    }),
  );

/** What only the preview knows is not told in `v1`. */
function inVersion(version: string, { reinforcementTuningSpec, tuningDataStats, ...job }: JsonObject): JsonObject {
  if (reinforcementTuningSpec === undefined)
    return { ...job, ...(tuningDataStats !== undefined && { tuningDataStats }) };
  return version === 'v1'
    ? job
    : { ...job, reinforcementTuningSpec, ...(tuningDataStats !== undefined && { tuningDataStats }) };
}

function find(call: Call, location: string, id: string): TuningJobRecord {
  const job = call.world.state.tuningJobs.get(id);
  if (job?.location !== location) throw notFound(`TuningJob ${id} does not exist in ${location}.`);
  return job;
}

/** Newest first. */
function list(call: Call, location: string): Reply {
  const { clock, state, settings } = call.world;
  const now = clock.now();
  const newest = now - complete(settings).listLagMs;
  const passes = readFilter(call.query.get('filter') ?? '');
  const jobs = [...state.tuningJobs.values()]
    .filter((job) => job.location === location && job.createdAt <= newest && passes(job, now))
    .reverse();
  const { items, ...next } = takePage(call, jobs, 100, 1000);
  const tuningJobs = items.map((job) => describeJob(job, now));
  return json({ ...(tuningJobs.length > 0 && { tuningJobs }), ...next });
}

type Passes = (job: TuningJobRecord, now: number) => boolean;

/** Terms joined by AND: `labels.x=y`, `labels.x:*`, `state=JOB_STATE_RUNNING`. */
function readFilter(filter: string): Passes {
  const terms = filter
    .split(/\s+AND\s+/)
    .filter((term) => term.trim() !== '')
    .map(readTerm);
  return (job, now) => terms.every((passes) => passes(job, now));
}

function readTerm(term: string): Passes {
  const match = /^(labels\.([\w-]+)|state)\s*([=:])\s*"?([^"]*)"?$/.exec(term.trim());
  if (match === null) throw invalid(`Invalid filter "${term}".`);
  const [, , label, operator, value = ''] = match;
  if (label === undefined) return (job, now) => `JOB_STATE_${progressOf(job, now).state}` === value;
  if (operator === ':' && value === '*') return ({ labels }) => Object.hasOwn(labels, label);
  return ({ labels }) => labels[label] === value;
}

function cancel(call: Call, job: TuningJobRecord): Reply {
  const now = call.world.clock.now();
  const { state, endedAt } = progressOf(job, now);
  if (endedAt !== undefined) {
    throw new GoogleError(
      400,
      'FAILED_PRECONDITION',
      `${jobName(job)} cannot be cancelled: its state is JOB_STATE_${state}.`,
    );
  }
  job.cancelledAt ??= now;
  return json({});
}
