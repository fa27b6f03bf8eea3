import { scalarText } from '../../example/column-text.ts';
import { isObject, type Json } from '../../json.ts';
import type { Format } from '../format.ts';
import { memberOf } from './rest.ts';

const TAGS = 'tags';

/** The tags that a value names: a text or number is one, a list of them several; what says nothing is none. */
export function readTags(value: Json | undefined): readonly string[] {
  const values: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value];
  return values.map(scalarText).filter((text): text is string => text !== null && text !== '');
}

/** The format with a list `tags` beside its own members. Of a row that came in it they stay in the rest, as they are. */
export function withTags(format: Format): Format {
  return {
    ...format,
    toExample(row) {
      const example = format.toExample(row);
      const tags = readTags(memberOf(row, TAGS));
      return tags.length === 0 ? example : { ...example, meta: { ...example.meta, tags } };
    },
    fromExample(example) {
      const row = format.fromExample(example);
      const { tags = [], format: source } = example.meta;
      if (source === format.id || tags.length === 0 || !isObject(row)) return row;
      return { ...row, [TAGS]: tags };
    },
  };
}
