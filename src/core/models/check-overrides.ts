import { isObject, type Json } from '../json.ts';
import { services } from '../services/index.ts';
import type { Catalogue, LimitName } from './catalogue.ts';

const METHODS: readonly string[] = ['sft', 'preference', 'reinforcement', 'few-shot'];
const SIZES: readonly number[] = [1, 2, 4, 8, 16];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Check = (value: Json) => string | null;

const isDay: Check = (value) =>
  typeof value === 'string' && DAY.test(value) ? null : wanted('a day such as "2026-11-21"', value);
const isDayOrNull: Check = (value) => (value === null ? null : isDay(value));
const isTitle: Check = (value) => (typeof value === 'string' && value !== '' ? null : wanted('a text', value));
const isPrice: Check = (value) =>
  value === null || (typeof value === 'number' && value >= 0)
    ? null
    : wanted('US dollars for a million tokens, or null', value);
const isLimit: Check = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? null : wanted('a whole number above 0', value);

const MODEL: Readonly<Record<string, Check>> = {
  service: oneOf(services.map(({ id }) => id)),
  title: isTitle,
  methods: listOf(oneOf(METHODS)),
  adapterSizes: listOf(oneOf(SIZES)),
  retires: isDayOrNull,
};

const isSum: Check = (value) => (value === null ? wanted('US dollars for a million tokens', value) : isPrice(value));
const ANSWERS: Readonly<Record<string, Check>> = { input: isSum, output: isSum };

const LIMIT_NAMES: readonly LimitName[] = [
  ...(['inputCharacters', 'outputCharacters', 'inlineBytes', 'examplesAtLeast', 'examplesAdvised'] as const),
  ...(['examplesAtMost', 'mediaExamplesAtMost', 'tokensPerExample', 'fileBytes', 'validationAtMost'] as const),
  ...(['validationShareFrom', 'validationShare', 'displayName'] as const),
];

/** What is wrong with stored or typed overrides, each fault with its place; empty where `withOverrides` can take them. */
export function checkOverrides(overrides: Json, catalogue: Catalogue): readonly string[] {
  const known = new Set(catalogue.models.map(({ id }) => id));
  const targets = Object.keys(catalogue.limits);
  return checkMembers(overrides, 'overrides', (name) => {
    switch (name) {
      case 'date':
        return (value, place) => said(place, isDay(value));
      case 'models':
        return (value, place) =>
          checkMembers(value, place, (id) => (model, at) => [
            ...checkNamed(model, at, MODEL),
            ...(known.has(id) ? [] : needed(model, at, ['service', 'title', 'methods'])),
          ]);
      case 'prices':
        return (value, place) => checkMembers(value, place, () => checkPrice);
      case 'limits':
        return (value, place) => checkMembers(value, place, (id) => (targets.includes(id) ? checkLimits : undefined));
      case 'tuningRegions':
        return (value, place) => said(place, listOf(isTitle)(value));
      default:
        return undefined;
    }
  }).concat(needed(overrides, 'overrides', ['date']));
}

type PlacedCheck = (value: Json, place: string) => readonly string[];

function checkMembers(value: Json, place: string, find: (name: string) => PlacedCheck | undefined): readonly string[] {
  if (!isObject(value)) return [`${place} ${wanted('an object', value)}`];
  return Object.entries(value).flatMap(([name, inner]) => {
    const check = find(name);
    return check ? check(inner, `${place}.${name}`) : [`${place}.${name} is not known here: remove it`];
  });
}

function checkNamed(value: Json, place: string, checks: Readonly<Record<string, Check>>): readonly string[] {
  return checkMembers(value, place, (name) => {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    return check && ((inner, at) => said(at, check(inner)));
  });
}

function checkPrice(value: Json, place: string): readonly string[] {
  return checkMembers(value, place, (name) => {
    if (name === 'training') return (inner, at) => said(at, isPrice(inner));
    if (name !== 'answering' && name !== 'tunedAnswering') return undefined;
    return (inner, at) => {
      if (inner === null) return [];
      return checkNamed(inner, at, ANSWERS).concat(needed(inner, at, ['input', 'output']));
    };
  });
}

function checkLimits(value: Json, place: string): readonly string[] {
  return checkNamed(value, place, Object.fromEntries(LIMIT_NAMES.map((name) => [name, isLimit])));
}

function needed(value: Json, place: string, names: readonly string[]): readonly string[] {
  if (!isObject(value)) return [];
  return names.filter((name) => !Object.hasOwn(value, name)).map((name) => `${place}.${name} is missing: add it`);
}

function oneOf(values: readonly (string | number)[]): Check {
  return (value) => (values.some((each) => each === value) ? null : wanted(`one of ${values.join(', ')}`, value));
}

function listOf(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return wanted('a list', value);
    return value.map((item: Json) => check(item)).find((why) => why !== null) ?? null;
  };
}

function said(place: string, why: string | null): readonly string[] {
  return why === null ? [] : [`${place} ${why}`];
}

function wanted(what: string, value: Json): string {
  return `is ${JSON.stringify(value)}: it must be ${what}`;
}
