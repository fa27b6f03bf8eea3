import type { Failure } from '../failure.ts';
import { isFieldRole } from '../example/field-roles.ts';
import { isObject, type Json } from '../json.ts';
import type { ParamSpec, ParamSpecs, ParamsOf, Step } from './step.ts';

/** Arguments as a recipe stores them. */
export type StoredParams = Readonly<Record<string, Json>>;

/** What is wrong with stored arguments; null where a step can take them. Absent ones take their initial value. */
export function checkParams(step: Step, params: StoredParams): Failure | null {
  for (const [parameter, value] of Object.entries(params)) {
    const spec = Object.hasOwn(step.params, parameter) ? step.params[parameter] : undefined;
    const fault = spec ? findFault(spec, value) : 'is not a setting of this step';
    const why = `“${spec?.label ?? parameter}” ${fault}.`;
    if (fault !== null) return { kind: 'bad-parameter', step: step.title, parameter, why };
  }
  return null;
}

/** Stored arguments, each absent one with its initial value. Check them first. */
export function completeParams(step: Step, params: StoredParams): ParamsOf<ParamSpecs> {
  const initial = Object.entries(step.params).map(([parameter, spec]) => [parameter, spec.initial]);
  // `checkParams` has compared each argument with its spec.
  return { ...Object.fromEntries(initial), ...params } as ParamsOf<ParamSpecs>;
}

function findFault(spec: ParamSpec, value: Json): string | null {
  switch (spec.type) {
    case 'column':
    case 'text':
      return typeof value === 'string' ? null : wanted('a text', value);
    case 'switch':
      return typeof value === 'boolean' ? null : wanted('true or false', value);
    case 'number':
      return findNumberFault(spec, value);
    case 'choice':
      if (spec.options.some((option) => option.value === value)) return null;
      return wanted(`one of ${spec.options.map((option) => option.value).join(', ')}`, value);
    case 'columns':
      return isListOf(value, (name) => typeof name === 'string') ? null : wanted('a list of column names', value);
    case 'texts':
      return isListOf(value, isTextChoice) ? null : wanted('a list of column names and { role } objects', value);
    case 'texts-of':
      return isTextChoice(value) ? null : wanted('a column name or a { role } object', value);
    case 'renames':
      return isListOf(value, isRename) ? null : wanted('a list of { from, to } names', value);
  }
}

function findNumberFault({ min, max }: { readonly min: number; readonly max: number }, value: Json): string | null {
  const isRight = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
  return isRight ? null : wanted(`a whole number from ${min} to ${max}`, value);
}

function isListOf(value: Json, isRight: (item: Json) => boolean): boolean {
  return Array.isArray(value) && value.every(isRight);
}

function isTextChoice(item: Json): boolean {
  if (typeof item === 'string') return true;
  return isObject(item) && Object.keys(item).length === 1 && isFieldRole(item['role'] ?? null);
}

function isRename(item: Json): boolean {
  return isObject(item) && typeof item['from'] === 'string' && typeof item['to'] === 'string';
}

function wanted(what: string, value: Json): string {
  return `is ${JSON.stringify(value)}, and must be ${what}`;
}
