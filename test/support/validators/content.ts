import { checkEach, checkFilled, checkMembers, type Faults, isRecord, memberOf } from './faults.ts';

/** Members of a part in either case; exactly one of them says what the part is. */
const KINDS: Readonly<Record<string, (value: unknown, place: string) => Faults>> = {
  text: checkFilled,
  fileData: (value, place) => [
    ...checkMembers(value, place, ['mimeType', 'fileUri']),
    ...checkUri(memberOf(value, 'fileUri'), `${place}.fileUri`),
  ],
  inlineData: (value, place) => [
    ...checkMembers(value, place, ['mimeType', 'data']),
    ...checkFilled(memberOf(value, 'data'), `${place}.data`),
  ],
  functionCall: (value, place) => [
    ...checkMembers(value, place, ['name'], ['args', 'id']),
    ...checkStruct(memberOf(value, 'args'), `${place}.args`),
  ],
  functionResponse: (value, place) => [
    ...checkMembers(value, place, ['name', 'response'], ['id']),
    ...checkStruct(memberOf(value, 'response'), `${place}.response`),
  ],
};

const ROLES = ['user', 'model', 'function'];

/** The turns of a prompt or dialogue: known roles, no two of one in a row, the user's first. */
export function checkContents(contents: unknown): Faults {
  const faults = checkEach(contents, 'contents', checkContent);
  if (!Array.isArray(contents)) return faults;
  const roles = contents.map((turn: unknown) => memberOf(turn, 'role'));
  // Answers of functions are given by the user's side.
  const sides = roles.map((role) => (role === 'function' ? 'user' : role));
  const doubled = sides.findIndex((side, index) => index > 0 && side === sides[index - 1]);
  if (doubled !== -1) faults.push(`contents[${doubled}] repeats the role before it`);
  if (roles[0] !== 'user') faults.push('contents[0] is not the user’s');
  return faults;
}

export function checkContent(turn: unknown, place: string): Faults {
  const role = memberOf(turn, 'role');
  const known = typeof role === 'string' && ROLES.includes(role);
  return [
    ...checkMembers(turn, place, ['role', 'parts']),
    ...(known ? [] : [`${place}.role is ${JSON.stringify(role)}`]),
    ...checkEach(memberOf(turn, 'parts'), `${place}.parts`, checkPart),
  ];
}

function checkPart(part: unknown, place: string): Faults {
  if (!isRecord(part)) return [`${place} is no object`];
  const members = Object.entries(camel(part));
  const [only, ...more] = members;
  if (!only || more.length > 0) return [`${place} has ${members.map(([name]) => name).join(', ') || 'nothing'}`];
  const check = KINDS[only[0]];
  return check ? check(only[1], `${place}.${only[0]}`) : [`${place} has ${only[0]}, which no part has`];
}

/** Proto JSON takes both spellings. */
function camel(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      name !== 'args' && name !== 'response' && isRecord(inner) ? camel(inner) : inner,
    ]),
  );
}

/** System instruction, in either spelling: parts of text, the role if any `system`. */
export function checkSystem(row: unknown): Faults {
  const system = memberOf(row, 'systemInstruction') ?? memberOf(row, 'system_instruction');
  if (system === undefined) return [];
  const role = memberOf(system, 'role');
  return [
    ...checkMembers(system, 'systemInstruction', ['parts'], ['role']),
    ...(role === undefined || role === 'system' ? [] : [`systemInstruction.role is ${JSON.stringify(role)}`]),
    ...checkEach(memberOf(system, 'parts'), 'systemInstruction.parts', (part, place) => [
      ...checkMembers(part, place, ['text']),
      ...checkFilled(memberOf(part, 'text'), `${place}.text`),
    ]),
  ];
}

/** What is learned is text (or a call), never media. */
export function checkTarget(turn: unknown, place: string): Faults {
  const parts = memberOf(turn, 'parts');
  const isMedia = (part: unknown): boolean =>
    ['fileData', 'file_data', 'inlineData', 'inline_data'].some((name) => memberOf(part, name) !== undefined);
  const faults = memberOf(turn, 'role') === 'model' ? [] : [`${place} is not the model’s`];
  if (Array.isArray(parts) && parts.some(isMedia)) faults.push(`${place} has media`);
  return faults;
}

const TYPES = ['STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL'];

/** `tools`: lists of function declarations whose schema types are upper-case. */
export function checkTools(row: unknown): Faults {
  const tools = memberOf(row, 'tools');
  if (tools === undefined) return [];
  return checkEach(tools, 'tools', (tool, place) => {
    const name = memberOf(tool, 'functionDeclarations') ? 'functionDeclarations' : 'function_declarations';
    const declared = checkEach(memberOf(tool, name), `${place}.${name}`, (declaration, where) => [
      ...checkMembers(declaration, where, ['name'], ['description', 'parameters', 'response']),
      ...checkFilled(memberOf(declaration, 'name'), `${where}.name`),
      ...checkTypes(memberOf(declaration, 'parameters'), `${where}.parameters`),
    ]);
    return [...checkMembers(tool, place, [name]), ...declared];
  });
}

function checkTypes(schema: unknown, place: string): Faults {
  if (!isRecord(schema)) return schema === undefined ? [] : [`${place} is no object`];
  const { type, properties, items } = schema;
  const faults =
    type === undefined || TYPES.includes(type as string) ? [] : [`${place}.type is ${JSON.stringify(type)}`];
  const inner = isRecord(properties) ? Object.entries(properties) : [];
  return [
    ...faults,
    ...inner.flatMap(([name, property]) => checkTypes(property, `${place}.${name}`)),
    ...checkTypes(items, `${place}.items`),
  ];
}

function checkUri(value: unknown, place: string): Faults {
  return typeof value === 'string' && value.startsWith('gs://') ? [] : [`${place} is not in a bucket`];
}

function checkStruct(value: unknown, place: string): Faults {
  return value === undefined || isRecord(value) ? [] : [`${place} is no object`];
}
