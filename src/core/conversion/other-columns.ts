import type { Example } from '../example/example.ts';
import { isObject, type Json } from '../json.ts';
import { memberSources } from '../row/source.ts';
import type { Row } from '../row/row.ts';

/** The names of a row's members that its format doesn't understand. */
export function otherColumns({ meta }: Example): readonly string[] {
  // `rest` is the text of an object by contract.
  return Object.keys(JSON.parse(meta.rest) as Json & object);
}

/**
 * The JSON text of a written row with members of the row it came from beside it, spelled as they were there. What the
 * written row has itself stays its own. A row that is no object has no place for them.
 */
export function writeBeside(value: Json, columns: readonly string[], row: Row): string {
  const text = JSON.stringify(value);
  if (!isObject(value)) return text;
  const sources = memberSources(row.text);
  const members = columns.flatMap((column) => {
    const source = sources?.get(column);
    return source === undefined || Object.hasOwn(value, column) ? [] : [`${JSON.stringify(column)}:${source}`];
  });
  if (members.length === 0) return text;
  const own = text.slice(1, -1);
  return `{${own === '' ? '' : `${own},`}${members.join(',')}}`;
}
