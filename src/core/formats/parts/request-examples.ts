import type { Json } from '../../json.ts';
import { listMember, memberOf } from './rest.ts';

/** Where a request to the Gemini API's tuning keeps its examples, as the REST guides and as the SDKs spell it. */
const WAYS = [['tuning_task', 'tuningTask'], ['training_data', 'trainingData'], ['examples']] as const;

/** The examples inside a request body for a tuned model, whole or its task or data alone; null where it is none. */
export function unwrapRequest(document: Json): readonly Json[] | null {
  const starts = [document, step(document, WAYS[0])];
  for (const start of starts) {
    const examples = step(step(start, WAYS[1]), WAYS[2]);
    const found = listMember(examples, 'examples');
    if (found) return found;
  }
  return null;
}

function step(value: Json | undefined, names: readonly string[]): Json | undefined {
  const name = names.find((each) => memberOf(value ?? null, each) !== undefined);
  return name === undefined ? undefined : memberOf(value ?? null, name);
}
