import type { JsonObject } from '../../core/json.ts';
import { objectOf, textOf, textsOf } from '../member.ts';

/** What uploading, checking, resuming and tidying up need. */
export const PERMISSIONS = [
  'storage.objects.create',
  'storage.objects.get',
  'storage.objects.list',
  'storage.objects.delete',
] as const;

/** What the user's own account may do in a bucket. */
export interface BucketProbe {
  readonly exists: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly deletable: boolean;
  /** `US-CENTRAL1`; null where it isn't told. */
  readonly location: string | null;
  /** Whether deleted files stay, and go on costing; null where it isn't told. */
  readonly versioning: boolean | null;
  /** Permissions that the account lacks, by Google's names. */
  readonly missing: readonly string[];
  /** What no answer can tell before a job starts, in words for the screen; empty where there is no bucket. */
  readonly unseen: string;
}

const UNSEEN =
  'Whether the tuning service can read the bucket shows only when a job starts: it reads with an account of its own, ' +
  'service-PROJECT_NUMBER@gcp-sa-aiplatform.iam.gserviceaccount.com. For a bucket of another project, grant it ' +
  '"Storage Object Viewer" there.';

export const NO_BUCKET: BucketProbe = {
  ...{ exists: false, readable: false, writable: false, deletable: false, location: null, versioning: null },
  missing: PERMISSIONS,
  unseen: '',
};

/** `bucket`: null where the account may use the bucket but not look at its settings. */
export function probeOf(permissions: JsonObject, bucket: JsonObject | null): BucketProbe {
  const granted = new Set(textsOf(permissions, 'permissions'));
  return {
    exists: true,
    readable: granted.has('storage.objects.get'),
    writable: granted.has('storage.objects.create'),
    deletable: granted.has('storage.objects.delete'),
    location: textOf(bucket, 'location'),
    // A bucket without the member has it off, as Google's JSON leaves out what is false.
    versioning: bucket === null ? null : objectOf(bucket, 'versioning')?.['enabled'] === true,
    missing: PERMISSIONS.filter((permission) => !granted.has(permission)),
    unseen: UNSEEN,
  };
}
