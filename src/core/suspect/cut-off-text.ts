import { looksLikeCode } from '../text/looks-like-code.ts';
import { trim } from '../text/white-space.ts';

/** Shorter answers need no full stop. */
const LONG = 300;
/** A shorter last line may be an item, a signature or a heading. */
const LAST_LINE = 60;

/** What prose ends with, in any script; brackets, quotes, code marks and symbols end it as well. */
const END = /[\p{P}\p{S}\p{Emoji_Presentation}]$/u;
const GOES_ON = /[,;–—-]$|\b(?:and|or|the|a|an|of|to|with|for|in|is|are|that|which)$/i;
const ITEM = /^\s*(?:[-*+•|>#]|\d+[.)])|https?:\/\/\S+$/;
const FENCES = /^ {0,3}(?:```|~~~)/gm;

/** Whether a long answer of prose breaks off: its last sentence has no end, or ends with a comma or a word that goes on. */
export function breaksOff(text: string): boolean {
  if (text.length < LONG) return false;
  const end = trim(text.slice(-LONG));
  const line = end.slice(end.lastIndexOf('\n') + 1);
  if (line.length < LAST_LINE || ITEM.test(line)) return false;
  if (END.test(end) && !GOES_ON.test(end)) return false;
  return !text.includes('```') && !looksLikeCode(text.slice(0, LONG));
}

/** Whether a block of code is opened and never closed. */
export function hasOpenFence(text: string): boolean {
  if (!text.includes('```') && !text.includes('~~~')) return false;
  return (text.match(FENCES)?.length ?? 0) % 2 === 1;
}
