import { isFieldRole } from '../../core/example/field-roles.ts';
import { isObject, type Json } from '../../core/json.ts';
import type { TextChoice } from '../../core/recipe/step.ts';

/** An old and a new name. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** A stored argument as a text; anything else is none. */
export function asText(value: Json): string {
  return typeof value === 'string' ? value : '';
}

/** A stored argument as a list of texts; what is none is left out. */
export function asTexts(value: Json): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A stored argument as a column or role; null where it is neither. */
export function asTextChoice(value: Json): TextChoice | null {
  if (typeof value === 'string') return value;
  const role = isObject(value) ? (value['role'] ?? null) : null;
  return isFieldRole(role) ? { role } : null;
}

/** A stored argument as columns and roles; what is neither is left out. */
export function asTextChoices(value: Json): readonly TextChoice[] {
  return isList(value) ? value.map(asTextChoice).filter((choice) => choice !== null) : [];
}

/** A stored argument as pairs of names; what is none is left out. */
export function asRenames(value: Json): readonly Rename[] {
  if (!isList(value)) return [];
  return value.flatMap((item) => {
    if (!isObject(item)) return [];
    const { from, to } = item;
    return typeof from === 'string' && typeof to === 'string' ? [{ from, to }] : [];
  });
}

// Array.isArray alone makes a readonly array any[]
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
