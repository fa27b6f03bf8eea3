import { isFieldRole } from '../example/field-roles.ts';
import { isList, isObject, type Json, type JsonObject } from '../json.ts';
import type { TextChoice } from '../recipe/step.ts';
import { ParameterError } from '../recipe/step.ts';
import { compilePattern } from '../text/pattern.ts';
import type { Filter, Search, Sort, View } from './view.ts';

/** What a stored view says; null where it is none, such as one that a later program wrote. */
export function viewOfJson(json: Json): View | null {
  if (!isObject(json)) return null;
  const { search, filters = [], sort, ...more } = json;
  if (Object.keys(more).length > 0 || !isList(filters)) return null;
  const read = filters.map(filterOfJson);
  const found = search === undefined ? undefined : searchOfJson(search);
  const order = sort === undefined ? undefined : sortOfJson(sort);
  if (found === null || order === null || read.some((filter) => filter === null)) return null;
  return {
    ...(found && { search: found }),
    filters: read.filter((filter) => filter !== null),
    ...(order && { sort: order }),
  };
}

/** Why a view can't be used: a broken regular expression, or null where all is well. In words to follow "The search" or a filter's. */
export function faultOfPattern(text: string, matchCase: boolean): string | null {
  try {
    compilePattern('value', text, { regex: true, matchCase });
    return null;
  } catch (error) {
    if (error instanceof ParameterError) return error.message;
    throw error;
  }
}

function searchOfJson(json: Json): Search | null {
  if (!isObject(json) || typeof json['text'] !== 'string') return null;
  const { text, regex, matchCase } = json;
  return { text, ...(regex === true && { regex }), ...(matchCase === true && { matchCase }) };
}

function sortOfJson(json: Json): Sort | null {
  if (!isObject(json)) return null;
  const { by, direction } = json;
  const of = choiceOf(json['of']);
  if (by !== 'text' && by !== 'characters' && by !== 'words' && by !== 'tokens' && by !== 'mark') return null;
  if (by === 'mark' && typeof of !== 'string') return null;
  if (of === null || (direction !== 'ascending' && direction !== 'descending')) return null;
  return { by, of, direction };
}

function filterOfJson(json: Json): Filter | null {
  if (!isObject(json)) return null;
  const condition = conditionOf(json);
  return condition && (json['exclude'] === true ? { ...condition, exclude: true } : condition);
}

function conditionOf(json: JsonObject): Filter | null {
  const { on } = json;
  const of = choiceOf(json['of']);
  switch (on) {
    case 'value': {
      const values = textsOf(json['values']);
      return of === null || values === null ? null : { on, of, values };
    }
    case 'contains':
    case 'regex': {
      const { text, matchCase } = json;
      if (of === null || typeof text !== 'string' || text === '') return null;
      return { on, of, text, ...(matchCase === true && { matchCase }) };
    }
    case 'empty':
      return of === null ? null : { on, of };
    case 'characters':
    case 'words':
    case 'number': {
      const range = rangeOf(json);
      return of === null || range === null ? null : { on, of, ...range };
    }
    case 'tokens': {
      const range = rangeOf(json);
      return range && { on, ...range };
    }
    case 'file': {
      const files = textsOf(json['files']);
      return files === null || files.length === 0 ? null : { on, files };
    }
    case 'mark': {
      const values = textsOf(json['values']);
      const { mark } = json;
      return typeof mark !== 'string' || values === null ? null : { on, mark, values };
    }
    case 'duplicate':
      return { on };
    case 'changed': {
      const { version } = json;
      if (version === undefined) return { on };
      return typeof version === 'number' && Number.isInteger(version) && version > 0 ? { on, version } : null;
    }
    default:
      return null;
  }
}

function choiceOf(json: Json | undefined): TextChoice | null {
  if (typeof json === 'string') return json;
  if (!isObject(json)) return null;
  const role = json['role'] ?? null;
  return isFieldRole(role) ? { role } : null;
}

function textsOf(json: Json | undefined): readonly string[] | null {
  if (!isList(json)) return null;
  const texts = json.filter((item) => typeof item === 'string');
  return texts.length === json.length ? texts : null;
}

function rangeOf({ min, max }: JsonObject): { min?: number; max?: number } | null {
  const isBound = (bound: Json | undefined): bound is number | undefined =>
    bound === undefined || (typeof bound === 'number' && Number.isFinite(bound));
  if (!isBound(min) || !isBound(max) || (min === undefined && max === undefined)) return null;
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}
