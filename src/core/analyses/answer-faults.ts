import { RowTexts } from '../example/row-texts.ts';
import type { FieldRole } from '../formats/format.ts';
import { breaksOff, hasOpenFence } from '../suspect/cut-off-text.ts';
import { isRefusal } from '../suspect/refusal-text.ts';
import { isRepetitive } from '../suspect/repeated-text.ts';
import { looksLikeCode, MARKS_OF_CODE } from '../text/looks-like-code.ts';
import { countWords } from '../text/words.ts';
import { trim } from '../text/white-space.ts';
import type { TextSigns } from '../text/text-signs.ts';
import type { Analysis } from './analysis.ts';

/** Bits of what the answers of a row are; of several answers, what any of them is. */
export const ANSWERS = {
  /** One short line, such as the name of a class. */
  nameLike: 1,
  code: 2,
  /** An object or array of JSON. */
  json: 4,
  /** It begins as JSON and is none. */
  brokenJson: 8,
  refusal: 16,
  breaksOff: 32,
  openFence: 64,
  repetitive: 128,
  /** There is a bracket, and not as many are closed as opened. */
  openBracket: 256,
  bracket: 512,
  /** No answer has three words, as *Drop short outputs* counts them; not said of labels, and of calls and images. */
  short: 2048,
  /** There is an answer at all. */
  text: 1024,
} as const;

const NAME_CHARACTERS = 60;
/** Whether a text is code shows at its start. */
const CODE_LOOKED_AT = 200;
/** What is short. */
export const SHORT_WORDS = 3;
const BRACKETS = ['[', ']', '{', '}'];
/** Answers that a preference pair marks as the worse one may well be bad. */
const ANSWER_ROLES: readonly FieldRole[] = ['output', 'chosen', 'label'];

/** What is odd about what a model learns to say, and what kind of text it is. */
export default {
  id: 'answer-faults',
  version: 1,
  words: 1,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    let bits = 0;
    let names = 0;
    let answers = 0;
    let short = 0;
    const texts = RowTexts.for(context);
    for (const { role, text, signs } of texts.signed(row)) {
      if (!ANSWER_ROLES.includes(role)) continue;
      answers++;
      if (role !== 'label' && countWords(text, SHORT_WORDS) < SHORT_WORDS) short++;
      if (isNameLike(text)) names++;
      bits |= answerBits(text, signs);
    }
    const isShort = answers > 0 && short === answers && texts.beyond(row, texts.answerRole(row)) === '';
    into[at] =
      bits |
      (isShort ? ANSWERS.short : 0) |
      (answers > 0 && names === answers ? ANSWERS.nameLike : 0) |
      (answers > 0 ? ANSWERS.text : 0);
  },
} satisfies Analysis;

function answerBits(text: string, signs: TextSigns): number {
  const kind = kindBits(text, signs);
  const isProse = (kind & (ANSWERS.code | ANSWERS.json)) === 0;
  return (
    kind |
    (isRefusal(text) ? ANSWERS.refusal : 0) |
    (isProse && breaksOff(text) ? ANSWERS.breaksOff : 0) |
    ((signs.has('`') || signs.has('~')) && hasOpenFence(text) ? ANSWERS.openFence : 0) |
    (isProse && isRepetitive(text, signs.bytes) ? ANSWERS.repetitive : 0)
  );
}

function kindBits(text: string, signs: TextSigns): number {
  const first = text.charCodeAt(0);
  // Trimming is for the few that begin with white space.
  const start = first > 0x20 ? first : trim(text).charCodeAt(0);
  if (start === 0x7b || start === 0x5b) {
    const json = jsonBits(trim(text));
    if (json !== 0) return json | ANSWERS.bracket;
  }
  const code =
    MARKS_OF_CODE.some((mark) => signs.has(mark)) && looksLikeCode(text.slice(0, CODE_LOOKED_AT)) ? ANSWERS.code : 0;
  if (!BRACKETS.some((bracket) => signs.has(bracket))) return code;
  return code | ANSWERS.bracket | (isBalanced(text) ? 0 : ANSWERS.openBracket);
}

/** A text in square brackets is no JSON because of that: "[laughs] No." */
function jsonBits(text: string): number {
  try {
    JSON.parse(text);
    return ANSWERS.json;
  } catch {
    return /^(?:\{\s*(?:"|\}|$)|\[\s*(?:[{"[]|$))/.test(text) ? ANSWERS.brokenJson : 0;
  }
}

/** Round brackets are left out: they are in "a)" and in faces. */
function isBalanced(text: string): boolean {
  let [square, curly] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b) square++;
    else if (code === 0x5d) square--;
    else if (code === 0x7b) curly++;
    else if (code === 0x7d) curly--;
  }
  return square === 0 && curly === 0;
}

/** Whether a text is one short line, such as the name of a class. */
export function isNameLike(text: string): boolean {
  return text.length <= NAME_CHARACTERS && !text.includes('\n') && trim(text) !== '';
}
