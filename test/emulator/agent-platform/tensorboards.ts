import { json, type Call, type Reply } from '../call.ts';
import { protoTime } from '../clock.ts';
import { notFound } from '../google-error.ts';
import type { JsonObject } from '../json.ts';
import { takePage } from '../paging.ts';
import { route, type Route } from '../route.ts';
import type { TuningJobRecord } from '../state.ts';
import { progressOf, timeOfStep } from './job-progress.ts';
import { describeSeries, listMetrics, type Metric } from './metrics.ts';
import { checkPlace, nameOf } from './place.ts';
import { experimentId } from './tuning-job.ts';

/** All jobs of a location write to one board. */
const BOARD = '7000000000000000001';
const RUN = 'tuning-run';
const MOST_POINTS = 1000;
const PARENT = 'projects/{project}/locations/{location}';
const EXPERIMENTS = `tensorboards/${BOARD}/experiments`;

type Params = Readonly<Record<string, string>>;

/** The curves of jobs: from the job's experiment over its board to runs and series (V7). */
export const TENSORBOARD_ROUTES: readonly Route[] = ['v1', 'v1beta1'].flatMap((version) => {
  const at = (path: string, handle: (call: Call, params: Params) => Reply): Route =>
    route(`GET /${version}/${PARENT}/${path}`, (call, params) => {
      checkPlace(call, params['project'] ?? '', params['location'] ?? '', 'aiplatform.tensorboards.get');
      return handle(call, params);
    });
  const series = `${EXPERIMENTS}/{experiment}/runs/{run}/timeSeries`;
  return [
    at('metadataStores/default/contexts/{experiment}', (call, params) => json(describeContext(findJob(call, params)))),
    at('tensorboards', (call, { location = '' }) =>
      page(call, 'tensorboards', [{ name: nameOf(location, `tensorboards/${BOARD}`) }]),
    ),
    at(EXPERIMENTS, (call, { location = '' }) =>
      page(call, 'tensorboardExperiments', startedJobs(call, location).map(describeExperiment)),
    ),
    at(`${EXPERIMENTS}/{experiment}`, (call, params) => json(describeExperiment(findJob(call, params)))),
    at(`${EXPERIMENTS}/{experiment}/runs`, (call, params) =>
      page(call, 'tensorboardRuns', [describeRun(findJob(call, params))]),
    ),
    at(series, (call, params) => {
      const job = findRun(call, params);
      const metrics = listMetrics(job, call.world.clock.now()).map((metric) => describeMetric(job, metric));
      return page(call, 'tensorboardTimeSeries', metrics);
    }),
    at(`${series}/{id}:read`, (call, params) => {
      const job = findRun(call, params);
      return json({ timeSeriesData: describeSeries(job, findMetric(call, job, params['id']), mostPoints(call)) });
    }),
    at(`tensorboards/${BOARD}:batchRead`, readMany),
  ];
});

function page(call: Call, name: string, all: readonly JsonObject[]): Reply {
  const { items, ...next } = takePage(call, all, 50, 1000);
  return json({ ...(items.length > 0 && { [name]: items }), ...next });
}

function startedJobs(call: Call, location: string): TuningJobRecord[] {
  const { state, clock } = call.world;
  const started = (job: TuningJobRecord): boolean => progressOf(job, clock.now()).startedAt !== undefined;
  return [...state.tuningJobs.values()].filter((job) => job.location === location && started(job));
}

function findJob(call: Call, { location = '', experiment = '' }: Params): TuningJobRecord {
  const job = startedJobs(call, location).find((known) => experimentId(known) === experiment);
  if (job === undefined) throw notFound(`TensorboardExperiment ${experiment} does not exist in ${location}.`);
  return job;
}

function findRun(call: Call, params: Params): TuningJobRecord {
  if (params['run'] !== RUN) throw notFound(`TensorboardRun ${params['run'] ?? ''} does not exist.`);
  return findJob(call, params);
}

function findMetric(call: Call, job: TuningJobRecord, id = ''): Metric {
  const metric = listMetrics(job, call.world.clock.now()).find((known) => known.id === id);
  if (metric === undefined) throw notFound(`TensorboardTimeSeries ${id} does not exist.`);
  return metric;
}

/** Several series by their full names, in one answer. */
function readMany(call: Call, { location = '' }: Params): Reply {
  const timeSeriesData = call.query.getAll('timeSeries').map((name) => {
    const [, experiment = '', run = '', id = ''] =
      /\/experiments\/([^/]+)\/runs\/([^/]+)\/timeSeries\/([^/]+)$/.exec(name) ?? [];
    const job = findRun(call, { location, experiment, run });
    return describeSeries(job, findMetric(call, job, id), MOST_POINTS);
  });
  return json({ ...(timeSeriesData.length > 0 && { timeSeriesData }) });
}

function mostPoints(call: Call): number {
  const asked = Number(call.query.get('maxDataPoints') ?? 0);
  return asked > 0 ? asked : MOST_POINTS;
}

function describeContext(job: TuningJobRecord): JsonObject {
  return {
    name: nameOf(job.location, `metadataStores/default/contexts/${experimentId(job)}`),
    displayName: experimentId(job),
    schemaTitle: 'system.Experiment',
    schemaVersion: '0.0.1',
    metadata: {
      experiment_deleted: false,
      backing_tensorboard_resource: nameOf(job.location, `tensorboards/${BOARD}`),
    },
  };
}

function describeExperiment(job: TuningJobRecord): JsonObject {
  const name = nameOf(job.location, `${EXPERIMENTS}/${experimentId(job)}`);
  return { name, displayName: experimentId(job), createTime: protoTime(timeOfStep(job, 0)) };
}

function describeRun(job: TuningJobRecord): JsonObject {
  return { name: nameOf(job.location, `${EXPERIMENTS}/${experimentId(job)}/runs/${RUN}`), displayName: RUN };
}

function describeMetric(job: TuningJobRecord, { id, name, steps }: Metric): JsonObject {
  const last = steps.at(-1);
  return {
    name: nameOf(job.location, `${EXPERIMENTS}/${experimentId(job)}/runs/${RUN}/timeSeries/${id}`),
    displayName: name,
    valueType: 'SCALAR',
    ...(last !== undefined && { metadata: { maxStep: String(last), maxWallTime: protoTime(timeOfStep(job, last)) } }),
  };
}
