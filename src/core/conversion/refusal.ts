import type { Format, ShapeError } from '../formats/format.ts';
import { Drop } from '../recipe/step.ts';
import type { Path } from '../row/edit.ts';

const QUOTED = /"(?:[^"\\]|\\.)*"?/g;
const JSON_VALUE = /[[{].*[\]}…]/gs;
const ROLE_LIST = /\b(?:system|user|model|tool)\b(?:, (?:system|user|model|tool)\b)+/g;
const DETAIL_LENGTH = 200;

/**
 * Why a format can't hold a row: the reason, the same for all rows of its kind, with the place as a pattern; and as detail
 * the very place and value.
 */
export function refusal(format: Pick<Format, 'title'>, { path, message }: ShapeError): Drop {
  const title = message.includes(format.title) ? '' : `${format.title}: `;
  const reason = `${title}${placed(patternOf(path), withoutValues(message))}`;
  const detail = `${title}${placed(placeOf(path), message)}`;
  return detail === reason ? new Drop(reason) : new Drop(reason, cut(detail));
}

/** `messages[2].content` */
function placeOf(path: Path): string {
  return path.reduce<string>((place, key) => place + (typeof key === 'number' ? `[${key}]` : dotted(place, key)), '');
}

function patternOf(path: Path): string {
  return path.reduce<string>((place, key) => place + (typeof key === 'number' ? '[]' : dotted(place, key)), '');
}

function dotted(place: string, key: string): string {
  return place === '' ? key : `.${key}`;
}

function placed(place: string, words: string): string {
  return place === '' ? words : `${place} ${words}`;
}

/** Reasons are counted by their words: what differs from row to row is left out of them. */
function withoutValues(why: string): string {
  return why
    .replace(QUOTED, '…')
    .replace(JSON_VALUE, '…')
    .replace(ROLE_LIST, '…')
    .replace(/\b\d+\b/g, 'n');
}

function cut(detail: string): string {
  return detail.length <= DETAIL_LENGTH ? detail : `${detail.slice(0, DETAIL_LENGTH)}…`;
}
