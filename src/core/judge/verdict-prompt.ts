import type { GenerationRequest } from '../tuning/generation.ts';
import type { JudgeQuestion } from './kinds/judge-kind.ts';

/** Asks a generating model for its verdict: for each question an outcome by its name, and how sure it is of it. */
export function verdictPrompt(
  input: string,
  asked: readonly { readonly id: string; readonly question: JudgeQuestion }[],
): GenerationRequest {
  const questions = asked.map(
    ({ id, question: { text, outcomes } }) => `"${id}": ${text}\nAnswer with one of: ${JSON.stringify(outcomes)}`,
  );
  const system = [
    'You are a careful judge of answers that a language model has given. Judge only what the questions ask, and be as strict as they are.',
    `Reply with one JSON object and nothing else. It has a member for each question: ${asked.map(({ id }) => `"${id}"`).join(', ')}. Each is {"outcome": one of the question’s answers, "probability": how likely it is from 0 to 1 that a careful person would say the same}.`,
    ...questions,
  ].join('\n\n');
  return {
    turns: [
      { role: 'system', parts: [{ kind: 'text', text: system }] },
      { role: 'user', parts: [{ kind: 'text', text: input }] },
    ],
    // Where a model takes it: the same verdict each time is worth more than a varied one.
    settings: { temperature: 0 },
    json: true,
  };
}
