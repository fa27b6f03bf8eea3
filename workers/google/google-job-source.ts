import type { TuningJob } from '../../src/core/tuning/job.ts';
import type { JobReading } from '../../src/core/tuning/reading.ts';

/** What a poller asks of the services. */
export interface JobSource {
  /** Whether there is a credential for this job's service. */
  can(job: TuningJob): boolean;
  read(job: TuningJob): Promise<JobReading>;
  /** The jobs that carry our attempt's id: none, one, or more where the start arrived more than once. */
  find(job: TuningJob): Promise<readonly JobReading[]>;
  cancel(job: TuningJob): Promise<void>;
}
