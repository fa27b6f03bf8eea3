import type { Example, Part } from '../../example/example.ts';
import { Drop } from '../../recipe/step.ts';

/** Which media a trainer takes: any, such as are in a bucket or in the row itself, or none. */
export type MediaPlace = 'anywhere' | 'bucket' | 'nowhere';

const TEXT_ONLY = new Drop('the format takes text only, no media');
const NOT_IN_BUCKET = 'media is not in a bucket (gs://)';
const IN_ANSWER = new Drop('an answer has media');

/** Refuses media that a trainer can't fetch or does not learn. */
export function refuseMedia(example: Example, place: MediaPlace): Example | Drop {
  if (place === 'anywhere') return example;
  const { turns, completions = [] } = example;
  const said = [...turns, ...completions.flatMap((completion) => completion.turns)];
  const media = said.flatMap(({ parts }) => parts.filter(isMedia));
  if (media.length === 0) return example;
  if (place === 'nowhere') return TEXT_ONLY;
  if (said.some(({ role, parts }) => role === 'model' && parts.some(isMedia))) return IN_ANSWER;
  const elsewhere = media.find(({ uri }) => uri !== undefined && !uri.startsWith('gs://'));
  return elsewhere
    ? new Drop(NOT_IN_BUCKET, `media is at ${JSON.stringify(elsewhere.uri)}, not in a bucket (gs://)`)
    : example;
}

function isMedia(part: Part): part is Extract<Part, { kind: 'media' }> {
  return part.kind === 'media';
}
