import type { FieldRole } from '../formats/format.ts';
import type { Json } from '../json.ts';

/** What each role of a text is called on the screen, in the order that forms list them. */
export const ROLE_TITLES: Readonly<Record<FieldRole, string>> = {
  system: 'System prompt',
  input: 'Input',
  output: 'Output',
  chosen: 'Chosen',
  rejected: 'Rejected',
  context: 'Context',
  label: 'Label',
  other: 'Other text',
};

/** Every role, in that order. */
// The cast: Object.keys forgets the names that the record was typed with.
export const FIELD_ROLES = Object.keys(ROLE_TITLES) as readonly FieldRole[];

export function isFieldRole(value: Json): value is FieldRole {
  return FIELD_ROLES.some((role) => role === value);
}

/** A role inside a sentence: "system prompt". */
export function roleWords(role: FieldRole): string {
  return ROLE_TITLES[role].toLowerCase();
}
