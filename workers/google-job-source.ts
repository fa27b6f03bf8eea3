import type { TuningJob } from '../src/core/tuning/job.ts';
import type { JobReading } from '../src/core/tuning/reading.ts';

/** What a poller asks of the services. */
export interface JobSource {
  /** Whether there is a credential for this job's service. */
  can(job: TuningJob): boolean;
  read(job: TuningJob): Promise<JobReading>;
  /** The job that carries our attempt's id; null where the service has none. */
  find(job: TuningJob): Promise<JobReading | null>;
  cancel(job: TuningJob): Promise<void>;
}
