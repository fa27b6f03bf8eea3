import { isObject, type Json } from '../../json.ts';

/** How a language spells what JSON spells otherwise. */
interface Spelling {
  readonly true: string;
  readonly false: string;
  readonly null: string;
  key(name: string): string;
}

const PYTHON: Spelling = { true: 'True', false: 'False', null: 'None', key: (name) => JSON.stringify(name) };
// As a plain key of a literal, __proto__ would set the object's prototype.
const JAVASCRIPT: Spelling = {
  ...{ true: 'true', false: 'false', null: 'null' },
  key: (name) => (name === '__proto__' ? '["__proto__"]' : JSON.stringify(name)),
};

/** A value as a Python expression. JSON's escapes of strings are Python's, too. */
export function pythonLiteral(value: Json, indent = ''): string {
  return literal(value, PYTHON, indent);
}

/** A value as a JavaScript expression. */
export function javascriptLiteral(value: Json, indent = ''): string {
  return literal(value, JAVASCRIPT, indent);
}

function literal(value: Json, spelling: Spelling, indent: string): string {
  if (value === null) return spelling.null;
  if (typeof value === 'boolean') return value ? spelling.true : spelling.false;
  if (isObject(value)) {
    const members = Object.entries(value).map(
      ([name, member]) => `${spelling.key(name)}: ${literal(member, spelling, `${indent}    `)}`,
    );
    return bracketed('{', members, '}', indent);
  }
  if (typeof value !== 'object') return JSON.stringify(value);
  const items = value.map((item: Json) => literal(item, spelling, `${indent}    `));
  return bracketed('[', items, ']', indent);
}

function bracketed(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${indent}    ${item},\n`).join('')}${indent}${close}`;
}
