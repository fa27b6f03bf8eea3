import type { TextSigns } from '../text/text-signs.ts';
import { trim } from '../text/white-space.ts';

/** Tags of chat templates: ChatML, Llama 2 and 3, Gemma, Phi, Mistral, DeepSeek, Alpaca, Vicuna. */
const TOKENS =
  /<\|(?:im_start|im_end|im_sep|system|user|assistant|end|endoftext|begin_of_text|end_of_text|start_header_id|end_header_id|eot_id|eom_id|message|channel|start|return)\|>|<｜[^｜\n]{1,30}｜>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<\/?s>(?=\s|$|\[)/;
/** Speakers at the start of a line, as templates of plain text name them. */
const SPEAKERS =
  /^(?:### ?(?:Instruction|Input|Response|Human|Assistant|User|System)|(?:Human|Assistant|USER|ASSISTANT)): ?/m;
const HEADINGS = /^### ?(?:Instruction|Input|Response|Human|Assistant|User|System):?[ \t]*$/m;

/** Every tag has one of these: most texts are let through here. */
const MAY_BE = /<[|｜<s/]|_of_turn>|INST\]|###|Human:|Assistant:|USER:|ASSISTANT:/;

/** Whether a text may have tags at all, from its characters. */
export function mayHaveRoleTags(signs: TextSigns): boolean {
  return signs.has('<') || signs.has('>') || signs.has(']') || signs.has('#') || signs.has(':');
}

export function hasRoleTags(text: string): boolean {
  return MAY_BE.test(text) && (TOKENS.test(text) || SPEAKERS.test(text) || HEADINGS.test(text));
}

const NAMED_TOKENS =
  /<\|im_start\|>(?:system|user|assistant|tool)[ \t]*\n?|<\|start_header_id\|>\w*<\|end_header_id\|>\s*|<start_of_turn>(?:user|model)[ \t]*\n?/g;
const ALL_TOKENS = new RegExp(TOKENS.source, 'g');
const ALL_SPEAKERS = new RegExp(SPEAKERS.source, 'gm');
const ALL_HEADINGS = new RegExp(`${HEADINGS.source}\\n?`, 'gm');

/** The text without the tags; what is between them stays. Tags that removing others brings together go as well. */
export function withoutRoleTags(text: string): string {
  let left = text;
  while (hasRoleTags(left)) {
    left = left.replace(NAMED_TOKENS, '').replace(ALL_TOKENS, '').replace(ALL_HEADINGS, '').replace(ALL_SPEAKERS, '');
  }
  return left === text ? text : trim(left);
}
