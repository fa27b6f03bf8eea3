import type { Analysis } from '../../core/analyses/analysis.ts';
import { hexOf, hashText } from '../../core/hash/text-hash.ts';
import type { Meaning } from '../../core/version/version.ts';

/** What words are stored under: the analysis, its version and, where that matters to it, what the rows mean. */
export function analysisName({ id, version, dependsOn }: Analysis, meaning: Meaning): string {
  return dependsOn === 'row' ? `${id}/${version}` : `${id}/${version}/${hashMeaning(meaning)}`;
}

/** A role without a column is the same as a role that is not named, in any order. */
function hashMeaning({ mapping, format }: Meaning): string {
  const roles = Object.entries(mapping).filter(([, value]) => value !== null && value !== undefined);
  const sorted = roles.sort(([one], [other]) => (one < other ? -1 : 1));
  const hash = new Uint32Array(4);
  hashText(JSON.stringify([format ?? null, sorted]), hash, 0);
  return hexOf(hash, 0).slice(0, 16);
}
