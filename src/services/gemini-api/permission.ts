import type { JsonObject } from '../../core/json.ts';
import { textOf } from '../member.ts';

/** Whom a tuned model is shared with. */
export interface Permission {
  /** `tunedModels/x/permissions/y`. */
  readonly name: string;
  /** `USER`, `GROUP` or `EVERYONE`. */
  readonly granteeType: string;
  /** null for everyone. */
  readonly emailAddress: string | null;
  /** `OWNER`, `WRITER` or `READER`. */
  readonly role: string;
}

export function readPermission(body: JsonObject): Permission {
  return {
    name: textOf(body, 'name') ?? '',
    granteeType: textOf(body, 'granteeType') ?? '',
    emailAddress: textOf(body, 'emailAddress'),
    role: textOf(body, 'role') ?? '',
  };
}
