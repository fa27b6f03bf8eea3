import type { JsonObject } from '../../core/json.ts';
import { textOf } from '../member.ts';

export type PermissionRole = 'OWNER' | 'WRITER' | 'READER';

/** Whom a tuned model is shared with. */
export type Grantee =
  { readonly granteeType: 'USER' | 'GROUP'; readonly emailAddress: string } | { readonly granteeType: 'EVERYONE' };

export interface Permission {
  /** `tunedModels/x/permissions/y`. */
  readonly name: string;
  /** As the service names it: `USER`, `GROUP`, `EVERYONE`. */
  readonly granteeType: string;
  /** null for everyone. */
  readonly emailAddress: string | null;
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
