import { serviceOf } from '../services/index.ts';
import { NO_CURVE } from './loss/loss-point.ts';
import type { ServiceId } from './model-ref.ts';
import { isEnded, NO_POLL, takeReading, type Moment } from './follow-job.ts';
import type { TuningJob } from './job.ts';
import type { JobReading } from './reading.ts';

/**
 * A job that was made elsewhere, as one to be followed from now on. It has no passport: nobody knows its data. One that
 * has ended is read once more all the same where its service's lists tell no losses.
 */
export function attachJob(id: string, service: ServiceId, reading: JobReading, moment: Moment): TuningJob {
  const [, project = null, region = null] = /^projects\/([^/]+)\/locations\/([^/]+)\//.exec(reading.name) ?? [];
  const startedAt = reading.createTime === null ? Number.NaN : Date.parse(reading.createTime);
  const job: TuningJob = {
    id,
    datasetId: null,
    service,
    method: 'sft',
    displayName: reading.displayName,
    project,
    region,
    state: 'queued',
    createdAt: Number.isNaN(startedAt) ? moment.now : startedAt,
    endedAt: null,
    passport: null,
    request: '',
    uploads: [],
    reading: null,
    curve: NO_CURVE,
    model: null,
    events: [{ at: moment.now, text: 'Found at the service, and followed from now on.', tone: 'plain' }],
    problem: null,
    poll: NO_POLL,
    patience: null,
  };
  const isUnread = !serviceOf(service).can.listLosses && isEnded(reading.state);
  return takeReading(job, isUnread ? { ...reading, state: 'queued' } : reading, moment);
}
