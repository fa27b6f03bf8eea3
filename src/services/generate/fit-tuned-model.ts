import type { Turn } from '../../core/example/example.ts';
import type { GenerationRequest } from '../../core/tuning/generation.ts';

/** A request as a tuned model of the Gemini API takes it, and what was done to it; or why it can't be made to fit. */
export type FittedRequest =
  | { readonly request: GenerationRequest; readonly notes: readonly string[] }
  | { readonly unfit: { readonly what: string; readonly next: string } };

const FOLDED = 'The system instruction stands before the first prompt: tuned models of the Gemini API take none.';
const HISTORY = 'Earlier turns were sent too, though tuned models of the Gemini API only learn single exchanges.';
const THINKING = 'The thinking budget was left out: tuned models of the Gemini API do not think.';

/** Tuned models of the Gemini API take texts alone: no system instruction, no tools, no media, no cache. */
export function fitTunedModel(request: GenerationRequest): FittedRequest {
  const strange = request.turns.flatMap(({ parts }) => parts).find(({ kind }) => kind !== 'text' && kind !== 'thought');
  if (strange !== undefined) return refuse(`a ${strange.kind} part`, 'Leave it out, or ask the base model.');
  if (request.tools !== undefined && request.tools.length > 0) return refuse('tools', 'Ask without them.');
  if (request.cached !== undefined) return refuse('cached content', 'Send the whole prompt instead.');
  const { turns, isFolded } = foldSystem(request.turns);
  const { thinkingBudget, thinkingLevel, ...settings } = request.settings;
  const notes = [
    ...(isFolded ? [FOLDED] : []),
    ...(turns.length > 1 ? [HISTORY] : []),
    ...(thinkingBudget === undefined && thinkingLevel === undefined ? [] : [THINKING]),
  ];
  return { request: { turns, settings }, notes };
}

function refuse(what: string, next: string): FittedRequest {
  return { unfit: { what: `A tuned model of the Gemini API takes texts alone, and the prompt has ${what}.`, next } };
}

/** The words of system turns before those of the first user turn, a blank line between. */
function foldSystem(turns: readonly Turn[]): { readonly turns: readonly Turn[]; readonly isFolded: boolean } {
  const system = turns.filter(({ role }) => role === 'system').map(textOf);
  const others = turns.filter(({ role }) => role !== 'system');
  const words = system.filter((text) => text !== '').join('\n\n');
  if (words === '') return { turns: others, isFolded: false };
  const [first, ...rest] = others;
  if (first?.role !== 'user') return { turns: [userTurn(words), ...others], isFolded: true };
  return { turns: [userTurn(`${words}\n\n${textOf(first)}`), ...rest], isFolded: true };
}

function userTurn(text: string): Turn {
  return { role: 'user', parts: [{ kind: 'text', text }] };
}

function textOf({ parts }: Turn): string {
  return parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n\n');
}
