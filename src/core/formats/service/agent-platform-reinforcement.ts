import type { Example, Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { type Field, ShapeError } from '../format.ts';
import { refuseChoice, requireTurns } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { readSystem, splitSystem, SYSTEM_MEMBERS, systemFields } from '../parts/gemini-system.ts';
import { areContents, contentFields, readContents, writeContents } from '../parts/gemini-turn.ts';
import { readGeminiTools } from '../parts/messages/tools.ts';
import { writeOwnTools } from '../parts/own-tools.ts';
import { memberOf, ownRest, ownRow, ownSpelling, requireObject, restOf } from '../parts/rest.ts';
import { turnText } from '../parts/text-turn.ts';

const ID = 'agent-platform-reinforcement';
const TITLE = 'Agent Platform reinforcement (Gemini)';
const KNOWN = [...SYSTEM_MEMBERS, 'contents', 'references'];

/** Names under which the right answer is kept, the one that is written first. */
const ANSWER_KEYS = ['answer', 'ground_truth_answer', 'ground_truth', 'reference', 'expected', 'solution', 'label'];

export default exact({
  id: ID,
  title: TITLE,
  summary:
    'Reinforcement tuning of Gemini on the Agent Platform (Vertex AI): a prompt in `contents`, and `references` that rewards compare answers with.',
  kind: 'conversation',
  order: 12,
  samples: [
    {
      contents: [{ role: 'user', parts: [{ text: 'Name a green gem.' }] }],
      references: { answer: 'Emerald' },
    },
    {
      systemInstruction: { role: 'system', parts: [{ text: 'You are a jeweller.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'How heavy?' }] },
        { role: 'model', parts: [{ text: 'In carats?' }] },
        { role: 'user', parts: [{ text: 'Yes.' }] },
      ],
      references: { rubric: 'A number alone', answer: '1.5' },
      tools: [{ functionDeclarations: [{ name: 'look' }] }],
      id: 'r1',
    },
    {
      system_instruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Which?' }, { inline_data: { mime_type: 'image/png', data: 'AAAA' } }] },
      ],
      references: { ground_truth_answer: '' },
    },
  ],
  detect(row) {
    const isShape = areContents(memberOf(row, 'contents')) && areReferences(memberOf(row, 'references'));
    return isShape ? 'contents and references' : null;
  },
  isNear: (row) => areContents(memberOf(row, 'contents')) && isObject(memberOf(row, 'references') ?? null),
  toExample(row) {
    const turns = [...readSystem(row), ...readContents(memberOf(row, 'contents'), ['contents'])];
    const references = requireReferences(memberOf(row, 'references'));
    const answer = references[answerKey(references)] ?? '';
    const tools = readGeminiTools(memberOf(row, 'tools'));
    const known = tools ? [...KNOWN, 'tools'] : KNOWN;
    return {
      turns: [...turns, { role: 'model', parts: [{ kind: 'text', text: answer }] }],
      ...(tools && { tools }),
      meta: { format: ID, rest: restOf(requireObject(row), known), spelling: { references } },
    };
  },
  fromExample(example) {
    refuseChoice(example, TITLE);
    const own = ownRow(example, ID);
    const { system, rest } = splitSystem(example.turns, own, 'system');
    const answer = rest.at(-1);
    const prompt = rest.slice(0, -1);
    if (answer?.role !== 'model' || prompt.length === 0) {
      throw new ShapeError([], `${TITLE} needs a prompt and the model's answer after it, to compare with`);
    }
    return {
      ...system,
      contents: writeContents(requireTurns(prompt, TITLE), own !== null),
      references: writeReferences(example, answer),
      ...ownRest(example, ID),
      ...writeOwnTools(example.tools, own),
    };
  },
  fields: (row) => [
    ...systemFields(row),
    ...contentFields(memberOf(row, 'contents'), ['contents']).map(asPrompt),
    ...referenceFields(memberOf(row, 'references')),
  ],
});

/** The reference that says what a right answer is: by its name, else the first one. */
function answerKey(references: Readonly<Record<string, string>>): string {
  const names = Object.keys(references);
  return ANSWER_KEYS.find((key) => names.includes(key)) ?? names[0] ?? 'answer';
}

/** What the row says that a right answer is; null where it only tells other things about one. */
export function answerOf(references: Readonly<Record<string, string>>): string | null {
  const key = answerKey(references);
  const isTold = ANSWER_KEYS.includes(key) || Object.keys(references).length === 1;
  return isTold ? (references[key] ?? null) : null;
}

/** The references of a row that has the shape; none for any other. */
export function referencesOf(row: Json): Readonly<Record<string, string>> {
  const value = memberOf(row, 'references');
  return areReferences(value) ? value : {};
}

function areReferences(value: Json | undefined): value is Readonly<Record<string, string>> {
  if (!isObject(value)) return false;
  const texts = Object.values(value);
  return texts.length > 0 && texts.every((text) => typeof text === 'string');
}

function requireReferences(value: Json | undefined): Readonly<Record<string, string>> {
  if (areReferences(value)) return value;
  throw new ShapeError(['references'], 'needs texts by name, one at least');
}

function writeReferences(example: Example, answer: Turn): JsonObject {
  const text = turnText(answer, 'A reference');
  const { source, references = memberOf(source ?? null, 'references') } = ownSpelling(example, ID);
  if (!areReferences(references)) return { answer: text };
  return { ...references, [answerKey(references)]: text };
}

/** What the model has said before belongs to the prompt here: nothing of it is learned. */
function asPrompt(field: Field): Field {
  return field.role === 'output' ? { ...field, role: 'context' } : field;
}

function referenceFields(value: Json | undefined): Field[] {
  if (!areReferences(value)) return [];
  const key = answerKey(value);
  return Object.entries(value).map(([name, text]) => ({
    path: ['references', name],
    role: name === key ? 'output' : 'context',
    text,
  }));
}
