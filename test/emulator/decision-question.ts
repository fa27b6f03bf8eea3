import { hashText } from '../../src/core/hash/text-hash.ts';
import { invalid } from './google-error.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** One question, as it was read. */
export interface DecisionQuestion {
  readonly id: string;
  readonly type: 'noul' | 'choice' | 'score';
  readonly instructions: string;
  /** What can come out: `true` and `false`, the ids of options, or the levels. */
  readonly outcomes: readonly string[];
}

/** A question as whoever decides sees it. */
export interface DecisionAsked extends DecisionQuestion {
  readonly input: string;
}

const MEMBERS = ['type', 'instructions', 'criteria'];
const NOUL_CRITERIA = ['true_description', 'false_description'];
const FEWEST_OUTCOMES = 2;
const MOST_OUTCOMES = 255;

/** Reads a question as strictly as the service says it does. Throws a refusal that names the question. */
export function readQuestion(id: string, question: Json | undefined): DecisionQuestion {
  const place = `questions[${JSON.stringify(id)}]`;
  if (!isObject(question)) throw invalid(`Invalid value at '${place}' (Question)`);
  const unknown = Object.keys(question).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined)
    throw invalid(`Invalid JSON payload received. Unknown name "${unknown}" at '${place}': Cannot find field.`);
  const { type, criteria } = question;
  const instructions = readInstructions(question['instructions'], place);
  if (type === 'noul') {
    checkNoul(criteria, place);
    return { id, type, instructions, outcomes: ['true', 'false'] };
  }
  if (type === 'choice') return { id, type, instructions, outcomes: readOptions(criteria, place) };
  if (type === 'score') return { id, type, instructions, outcomes: readLevels(criteria, place) };
  throw invalid(`Invalid value at '${place}.type': ${JSON.stringify(type)}; use noul, choice or score.`);
}

/** A text, a block of text, or several. */
function readInstructions(given: Json | undefined, place: string): string {
  const blocks = typeof given === 'string' ? [{ type: 'text', text: given }] : Array.isArray(given) ? given : [given];
  const texts = blocks.map((block: Json | undefined) => {
    if (isObject(block) && block['type'] === 'text' && typeof block['text'] === 'string') return block['text'];
    throw invalid(`* ${place}.instructions: only text is supported\n`);
  });
  if (texts.join('').trim() === '') throw invalid(`* ${place}.instructions: instructions are required\n`);
  return texts.join('\n');
}

function checkNoul(criteria: Json | undefined, place: string): void {
  if (criteria === undefined || criteria === null) return;
  const isKnown = (entry: [string, Json | undefined]): boolean =>
    NOUL_CRITERIA.includes(entry[0]) && typeof entry[1] === 'string';
  if (!isObject(criteria) || !Object.entries(criteria).every(isKnown))
    throw invalid(`Invalid value at '${place}.criteria' (NoulCriteria)`);
}

function readOptions(criteria: Json | undefined, place: string): readonly string[] {
  const options: JsonObject = isObject(criteria) ? criteria : {};
  const ids = checkCount(Object.keys(options), 'options', place);
  for (const option of ids) {
    if (option === '' || option.trim() !== option || /\p{Cc}/u.test(option)) {
      throw invalid(
        `* ${place}.criteria: option ${JSON.stringify(option)} must be non-empty, without control characters or leading or trailing whitespace\n`,
      );
    }
    if (typeof options[option] !== 'string') throw invalid(`Invalid value at '${place}.criteria' (Map)`);
  }
  return ids;
}

function readLevels(criteria: Json | undefined, place: string): readonly string[] {
  const levels: readonly Json[] = Array.isArray(criteria) ? criteria : [];
  return checkCount(levels, 'levels', place).map((level) => {
    if (typeof level === 'string' && level.trim() !== '') return level;
    throw invalid(`* ${place}.criteria: each level must be a non-empty text\n`);
  });
}

function checkCount<T>(outcomes: readonly T[], what: string, place: string): readonly T[] {
  if (outcomes.length >= FEWEST_OUTCOMES && outcomes.length <= MOST_OUTCOMES) return outcomes;
  throw invalid(
    `* ${place}.criteria: between ${FEWEST_OUTCOMES} and ${MOST_OUTCOMES} ${what} are required, got ${outcomes.length}\n`,
  );
}

/** Weights that look like chance and are the same each time: what an emulated service decides unless a test says otherwise. */
export function decideByHash({ input, id, outcomes }: DecisionAsked): readonly number[] {
  const words = new Uint32Array(4);
  return outcomes.map((outcome) => {
    hashText(JSON.stringify([input, id, outcome]), words, 0);
    return 1 + ((words[0] ?? 0) % 1_000);
  });
}
