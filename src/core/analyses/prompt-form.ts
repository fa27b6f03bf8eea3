import { RowTexts } from '../example/row-texts.ts';
import { trim } from '../text/white-space.ts';
import type { Analysis } from './analysis.ts';

/** Where each hash is among the words; 0 where the text is too short or there is none. */
export const PROMPT_WORDS = { start: 0, end: 1, system: 2 } as const;

/** Prompts that share this many characters at an end were made from one template. */
export const TEMPLATE_CHARACTERS = { start: 20, end: 12 } as const;

/** How prompts begin and end, and which system prompt they have. */
export default {
  id: 'prompt-form',
  version: 1,
  words: 3,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    const texts = RowTexts.for(context);
    const [input = ''] = texts.of(row, 'input');
    const { start, end } = TEMPLATE_CHARACTERS;
    const isLong = input.length >= start + end;
    into[at + PROMPT_WORDS.start] = isLong ? hashOf(input, 0, start) : 0;
    into[at + PROMPT_WORDS.end] = isLong ? hashOf(input, input.length - end, input.length) : 0;
    const system = trim(texts.of(row, 'system').join('\n'));
    into[at + PROMPT_WORDS.system] = system === '' ? 0 : hashOf(system, 0, system.length);
  },
} satisfies Analysis;

/** FNV-1a over UTF-16 units; never 0. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0 || 1;
}
