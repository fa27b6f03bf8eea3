import { CREDENTIAL_RULES } from './credentials.ts';
import type { ErrorRule } from './error-rule.ts';
import { PERMISSION_RULES } from './permissions.ts';
import { QUOTA_RULES } from './quota.ts';
import { STATUS_RULES } from './statuses.ts';
import { TUNING_RULES } from './tuning.ts';

/** All that is known about Google's refusals; the first rule that fits explains. */
export const ERROR_RULES: readonly ErrorRule[] = [
  ...CREDENTIAL_RULES,
  ...QUOTA_RULES,
  ...TUNING_RULES,
  ...PERMISSION_RULES,
  ...STATUS_RULES,
];
