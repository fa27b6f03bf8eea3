import { grouped } from '../core/amount.ts';
import { ROLE_TITLES } from '../core/example/field-roles.ts';
import { equalJson } from '../core/conversion/equal-json.ts';
import { isList, isObject, type Json } from '../core/json.ts';
import { isFieldRole } from '../core/example/field-roles.ts';
import type { ColumnDefault, ParamSpec, Step } from '../core/recipe/step.ts';

/** A setting of a step in words. */
export interface ParamWords {
  readonly label: string;
  readonly value: string;
  /** False where it is as it was when the step was added. */
  readonly isChosen: boolean;
}

const TEXT_LENGTH = 40;

/** The settings of a step that mean something as it is set, in the order of its form. */
export function paramWords(step: Step, params: Readonly<Record<string, Json>>): readonly ParamWords[] {
  const valueOf = (name: string): Json | undefined => params[name] ?? initialOf(step.params[name]);
  return Object.entries(step.params).flatMap(([name, spec]) => {
    if (spec.when && valueOf(spec.when.param) !== spec.when.is) return [];
    const value = valueOf(name) ?? null;
    return [{ label: spec.label, value: valueWords(spec, value), isChosen: !equalJson(value, initialOf(spec)) }];
  });
}

/** The settings that a person chose, and figures, in one line: "minimum 3, columns output". Empty where there are none. */
export function settingLine(step: Step, params: Readonly<Record<string, Json>>): string {
  const isFigure = new Set(Object.values(step.params).flatMap(({ type, label }) => (type === 'number' ? [label] : [])));
  return paramWords(step, params)
    .filter(({ label, isChosen }) => isChosen || isFigure.has(label))
    .map(({ label, value }) => `${label.toLowerCase()} ${value}`)
    .join(', ');
}

/** What an empty choice of columns or texts stands for. */
function emptyWords(whenEmpty: ColumnDefault, ofTexts: boolean): string {
  switch (whenEmpty) {
    case 'none':
      return 'none';
    case 'all':
      return ofTexts ? 'all text' : 'all columns';
    default:
      return whenEmpty;
  }
}

function initialOf(spec: ParamSpec | undefined): Json | undefined {
  return spec?.initial;
}

function valueWords(spec: ParamSpec, value: Json): string {
  switch (spec.type) {
    case 'columns':
    case 'texts':
      return isList(value) && value.length > 0
        ? value.map(choiceWords).join(', ')
        : emptyWords(spec.whenEmpty, spec.type === 'texts');
    case 'column':
      return value === '' ? (spec.empty ?? 'none') : choiceWords(value);
    case 'texts-of':
      return value === '' ? 'any column' : choiceWords(value);
    case 'choice':
      return spec.options.find((option) => option.value === value)?.label ?? textOf(value);
    case 'switch':
      return value === true ? 'on' : 'off';
    case 'number':
      return typeof value === 'number' ? grouped(value) : textOf(value);
    case 'renames':
      return isList(value) ? value.map(renameWords).join(', ') : '';
    case 'text':
      return quoted(typeof value === 'string' ? value : '');
  }
}

function choiceWords(choice: Json): string {
  if (typeof choice === 'string') return choice === '' ? '(no name)' : choice;
  const role = isObject(choice) ? (choice['role'] ?? null) : null;
  return isFieldRole(role) ? ROLE_TITLES[role].toLowerCase() : '';
}

function renameWords(rename: Json): string {
  if (!isObject(rename)) return '';
  return `${textOf(rename['from'])} → ${textOf(rename['to'])}`;
}

function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `“${line.length > TEXT_LENGTH ? `${line.slice(0, TEXT_LENGTH)}…` : line}”`;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
