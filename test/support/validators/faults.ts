/** What is wrong, each with its place; independent of the program: nothing here comes from src. */
export type Faults = string[];

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Holds an object to its members: all of `needed`, none but these and `optional`. */
export function checkMembers(
  value: unknown,
  place: string,
  needed: readonly string[],
  optional: readonly string[] = [],
): Faults {
  if (!isRecord(value)) return [`${place} is no object`];
  const lacking = needed.filter((name) => !Object.hasOwn(value, name)).map((name) => `${place} lacks ${name}`);
  const known = new Set([...needed, ...optional]);
  const unknown = Object.keys(value).filter((name) => !known.has(name));
  return [...lacking, ...unknown.map((name) => `${place} has ${name}, which the shape does not know`)];
}

export function checkText(value: unknown, place: string): Faults {
  return typeof value === 'string' ? [] : [`${place} is no text`];
}

export function checkFilled(value: unknown, place: string): Faults {
  return typeof value === 'string' && value !== '' ? [] : [`${place} is no text with anything in it`];
}

export function checkEach(value: unknown, place: string, check: (item: unknown, place: string) => Faults): Faults {
  if (!Array.isArray(value)) return [`${place} is no list`];
  if (value.length === 0) return [`${place} is empty`];
  return value.flatMap((item: unknown, index) => check(item, `${place}[${index}]`));
}

/** A member of what may be an object. */
export function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function parsesToObject(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return isRecord(JSON.parse(value));
  } catch {
    return false;
  }
}
