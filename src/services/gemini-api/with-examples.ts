import { isObject, type Json, type JsonObject } from '../../core/json.ts';

/** The body of a create request with its examples inside. `lines`: JSONL of `text_input` and `output`. */
export function withExamples(body: JsonObject, lines: string): JsonObject {
  const examples = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => readExample(line, index + 1));
  const task = isObject(body['tuningTask']) ? body['tuningTask'] : {};
  // The double nesting is the service's.
  return { ...body, tuningTask: { ...task, trainingData: { examples: { examples } } } };
}

function readExample(line: string, number: number): JsonObject {
  const row = JSON.parse(line) as Json; // true of whatever JSON.parse gives
  const input = isObject(row) ? (row['text_input'] ?? row['textInput']) : undefined;
  const output = isObject(row) ? row['output'] : undefined;
  if (typeof input === 'string' && typeof output === 'string') return { textInput: input, output };
  throw new TypeError(`Line ${number} of the examples has no texts "text_input" and "output"; write it in that format`);
}
