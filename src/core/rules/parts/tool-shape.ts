import { isObject, type Json } from '../../json.ts';
import { quote } from './quote.ts';

const TYPES: ReadonlySet<Json> = new Set(['STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL']);
const LISTS = ['functionDeclarations', 'function_declarations'];
const MEMBERS: ReadonlySet<string> = new Set(['name', 'description', 'parameters', 'response']);

/** What is wrong with the functions that a line declares: lists of declarations, the types of their schemas in capitals. */
export function findToolFault(tools: Json | undefined): string | null {
  if (tools === undefined) return null;
  if (!Array.isArray(tools) || tools.length === 0) return `tools is ${quote(tools)}: it must be a list`;
  for (const [index, tool] of tools.entries()) {
    // The cast: `Array.isArray` forgets what a list of JSON holds.
    const fault = toolFault(tool as Json, `tools[${index}]`);
    if (fault !== null) return fault;
  }
  return null;
}

function toolFault(tool: Json, place: string): string | null {
  if (!isObject(tool)) return `${place} is ${quote(tool)}, no object`;
  const [name = '', ...more] = Object.keys(tool);
  const declared = tool[name];
  if (!LISTS.includes(name) || more.length > 0)
    return `${place} is ${quote(tool)}: only function declarations are known`;
  if (!Array.isArray(declared) || declared.length === 0) return `${place}.${name} is ${quote(declared)}`;
  // The cast: as above.
  const faults = (declared as readonly Json[]).map((each, at) => declarationFault(each, `${place}.${name}[${at}]`));
  return faults.find((fault) => fault !== null) ?? null;
}

function declarationFault(value: Json, place: string): string | null {
  if (!isObject(value)) return `${place} is ${quote(value)}, no object`;
  const strange = Object.keys(value).find((name) => !MEMBERS.has(name));
  if (strange !== undefined) return `${place} has ${quote(strange)}, which the service doesn’t know`;
  if (typeof value['name'] !== 'string' || value['name'] === '') return `${place}.name is ${quote(value['name'])}`;
  return schemaFault(value['parameters'], `${place}.parameters`);
}

function schemaFault(schema: Json | undefined, place: string): string | null {
  if (schema === undefined) return null;
  if (!isObject(schema)) return `${place} is ${quote(schema)}, no object`;
  const { type, properties, items } = schema;
  if (type !== undefined && !TYPES.has(type)) return `${place}.type is ${quote(type)}`;
  const inner = isObject(properties) ? Object.entries(properties) : [];
  const faults = inner.map(([name, property]) => schemaFault(property, `${place}.${name}`));
  return faults.find((fault) => fault !== null) ?? schemaFault(items, `${place}.items`);
}
