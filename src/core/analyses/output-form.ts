import { RowTexts } from '../example/row-texts.ts';
import { formOf } from '../health/output-form-words.ts';
import type { Analysis } from './analysis.ts';

/** What the first word says. */
export const OUTPUT_KINDS = { none: 0, text: 1, json: 2, headings: 3 } as const;

/**
 * The form of the last answer: its kind, and a hash of the keys with the types of their values, or of its headings. Plain
 * text has none.
 */
export default {
  id: 'output-form',
  version: 1,
  words: 2,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    const texts = RowTexts.for(context);
    const answer = texts.of(row, texts.answerRole(row)).at(-1);
    const form = answer === undefined ? null : formOf(answer);
    into[at] = answer === undefined ? OUTPUT_KINDS.none : form === null ? OUTPUT_KINDS.text : OUTPUT_KINDS[form.kind];
    into[at + 1] = form === null ? 0 : hashOf(form.parts);
  },
} satisfies Analysis;

/** FNV-1a; never 0. */
function hashOf(parts: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    for (let at = 0; at < part.length; at++) hash = Math.imul(hash ^ part.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0x0a, 0x01000193);
  }
  return hash >>> 0 || 1;
}
