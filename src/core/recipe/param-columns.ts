import { isList, isObject, type Json } from '../json.ts';
import type { StoredParams } from './params.ts';
import type { ParamSpec, Step } from './step.ts';

/** The columns that a step's stored arguments name, each once. */
export function asParamColumns(step: Step, params: StoredParams): readonly string[] {
  const names = Object.entries(params).flatMap(([name, value]) => {
    const spec = Object.hasOwn(step.params, name) ? step.params[name] : undefined;
    return spec ? columnsIn(spec, value) : [];
  });
  return [...new Set(names)];
}

function columnsIn({ type }: ParamSpec, value: Json): readonly string[] {
  switch (type) {
    case 'column':
    case 'texts-of':
      return typeof value === 'string' && value !== '' ? [value] : [];
    case 'columns':
    case 'texts':
      return isList(value) ? value.filter((item) => typeof item === 'string') : [];
    case 'renames':
      return isList(value)
        ? value.flatMap((item) => {
            const from = isObject(item) ? item['from'] : undefined;
            return typeof from === 'string' ? [from] : [];
          })
        : [];
    default:
      return [];
  }
}
