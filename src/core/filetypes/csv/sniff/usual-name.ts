const WORDS =
  'texts?|names?|titles?|labels?|prompts?|questions?|answers?|sentences?|contents?|messages?|inputs?|outputs?|completions?|' +
  'instructions?|urls?|links?|e?mails?|ids?|keys?|values?|words?|data|category|class|column|comments?|reviews?';
const WITHIN = new RegExp(`(^|[\\s_-])(${WORDS})([\\s_-]|$)`, 'i');
const WHOLE = new RegExp(`^\\s*(${WORDS})\\s*$`, 'i');

/** True for a cell with a word in it that people name columns of texts by. */
export function hasUsualName(cell: string): boolean {
  return WITHIN.test(cell);
}

/** True for a cell that is such a word and nothing else. */
export function isUsualName(cell: string): boolean {
  return WHOLE.test(cell);
}
