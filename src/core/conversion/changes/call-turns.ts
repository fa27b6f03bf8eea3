import type { Example, Turn } from '../../example/example.ts';
import { Drop } from '../../recipe/step.ts';

const MIXED = new Drop('a turn has both text and a tool call');
const SEVERAL = new Drop('several tools answer in a row');

/** Refuses what a format can't say that has turns of their own for calls and for answers of tools. */
export function refuseMixedCalls(example: Example): Example | Drop {
  if (example.turns.some(isMixed)) return MIXED;
  const answers = example.turns.map(({ parts }) => parts.filter(({ kind }) => kind === 'response').length);
  return answers.some((count, at) => count + (answers[at - 1] ?? 0) > 1 && count > 0) ? SEVERAL : example;
}

function isMixed({ parts }: Turn): boolean {
  const kinds = new Set(parts.filter((part) => part.kind !== 'text' || part.text !== '').map(({ kind }) => kind));
  return kinds.has('call') && (kinds.has('text') || kinds.has('thought'));
}
