import { equalJson } from '../conversion/equal-json.ts';
import type { Mapping } from '../example/mapping.ts';
import type { VersionInfo } from './version.ts';

/** Everything that a step can change of a version. */
type Content = Pick<VersionInfo, 'digest' | 'columns' | 'mapping' | 'format' | 'sources'>;

/**
 * True where two versions of a dataset hold the same: rows and marks by their digest, columns, meaning, and as many files.
 * A file counts without a row of it, because what could not be read of it is in quarantine.
 */
export function isSameContent(one: Content, other: Content): boolean {
  return (
    one.digest === other.digest &&
    one.format === other.format &&
    one.sources.length === other.sources.length &&
    equalJson(one.columns, other.columns) &&
    equalMappings(one.mapping, other.mapping)
  );
}

/** A role without a column is the same as a role that is not named. */
function equalMappings(one: Mapping, other: Mapping): boolean {
  const named = (mapping: Mapping) =>
    Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== null && value !== undefined));
  return equalJson(named(one), named(other));
}
