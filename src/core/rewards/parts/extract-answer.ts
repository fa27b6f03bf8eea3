import { compileRe2 } from './re2-pattern.ts';

/**
 * The part of an answer that a reward looks at: the first group of the last match, or the whole match where there is no group,
 * as the service documents `REGEX_EXTRACT`. null where nothing matches, of which it says nothing: taken as a wrong answer.
 */
export function extractAnswer(
  answer: string,
  extract: string,
): { readonly part: string | null } | { readonly error: string } {
  if (extract === '') return { part: answer };
  const compiled = compileRe2(extract);
  if (!('pattern' in compiled)) return { error: `The pattern of what to look at: ${compiled.why}.` };
  const { source, flags } = compiled.pattern;
  const last = [...answer.matchAll(new RegExp(source, `${flags}g`))].at(-1);
  return { part: last === undefined ? null : (last[1] ?? (last.length > 1 ? '' : last[0])) };
}
