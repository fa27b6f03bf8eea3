import type { JobFiles } from '../../workers/contracts/google.ts';
import type { Limits } from '../core/models/catalogue.ts';
import { fail, ok, type Result } from '../core/failure.ts';
import { findTarget } from '../core/targets/index.ts';
import type { Passport, TuningJob } from '../core/tuning/job.ts';
import { getDataset } from '../store/datasets.ts';
import { getVersion } from '../store/versions/versions.ts';
import { type CheckRequest, type Side, writeSide } from './check-rows.ts';
import { hashFile } from './export-version.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

/**
 * Writes a job's files again from the version that it is pinned to. Fails where they would not be, to the last byte, the
 * files of its passport. `limits`: of its target, as they are now, where the passport does not tell those of then.
 */
export function rewriteFiles(
  { datasetId, passport }: Pick<TuningJob, 'datasetId' | 'passport'>,
  limits: Limits,
  run: Run,
): Promise<Result<JobFiles>> {
  return settle(async () => {
    if (datasetId === null || passport === null) return differ('nothing is known here of its rows');
    if (!(await getDataset(datasetId))) return fail({ kind: 'dataset-gone' });
    const { versionId, versionNumber, digest, target } = passport;
    const version = await getVersion(versionId);
    if (!version) return differ(`version ${versionNumber} of its dataset is gone`);
    if (version.digest !== digest) return differ(`version ${versionNumber} of its dataset has another digest now`);
    if (!findTarget(target)) return differ(`this program knows no target "${target}"`);
    const { correction } = passport;
    const checked = { versionId, target, limits: passport.limits ?? limits, ...(correction && { correction }) };
    return await writeBoth(checked, passport, run);
  });
}

async function writeBoth(request: CheckRequest, passport: Passport, run: Run): Promise<Result<JobFiles>> {
  const training = await writeOne(request, passport, 'training', run);
  if (!training.ok) return training;
  if (passport.validationSha256 === null) return ok({ training: training.value, validation: null });
  const validation = await writeOne(request, passport, 'validation', run);
  return validation.ok ? ok({ training: training.value, validation: validation.value }) : validation;
}

async function writeOne(request: CheckRequest, passport: Passport, side: Side, run: Run): Promise<Result<Blob>> {
  const written = await writeSide(request, passport.split.mark, side, run);
  if (!written.ok) return written;
  const hash = await hashFile(written.value.blob, run);
  if (!hash.ok) return hash;
  const before = side === 'training' ? passport.trainingSha256 : passport.validationSha256;
  return hash.value === before
    ? ok(written.value.blob)
    : differ(`its ${side} file would not be the same: a limit or the program changed`);
}

function differ(why: string): Result<never> {
  return fail({ kind: 'files-differ', why });
}
