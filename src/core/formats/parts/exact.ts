import type { Example } from '../../example/example.ts';
import type { Json } from '../../json.ts';
import type { Format } from '../format.ts';
import { ownSpelling } from './rest.ts';
import { sameSpelling } from './same-spelling.ts';

/**
 * Makes the way back exact for shapes that can be spelled in many ways: an example that is not what its plain spelling
 * would give keeps the row itself, and as long as nothing in it was changed that row is what comes back. A row of another
 * shape has no fields.
 */
export function exact(format: Format): Format {
  return {
    ...format,
    toExample(row) {
      const example = format.toExample(row);
      if (sameSpelling(writeOrNull(format, example), row)) return example;
      return { ...example, meta: { ...example.meta, spelling: { source: row } } };
    },
    fromExample(example) {
      const { source } = ownSpelling(example, format.id);
      if (source !== undefined && said(format.toExample(source)) === said(example)) return source;
      return format.fromExample(example);
    },
    fields: (row) => (format.detect(row) === null ? [] : format.fields(row)),
  };
}

function writeOrNull(format: Format, example: Example): Json {
  try {
    return format.fromExample(example);
  } catch {
    // A shape that is understood may be one that is not written.
    return null;
  }
}

function said({ turns, completions, tools, label }: Example): string {
  return JSON.stringify([turns, completions, tools, label]);
}
