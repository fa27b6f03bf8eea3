import { isTyping, type Stroke } from './history-key.ts';

/** What a key means wherever the user is: `wait` for the letter after G, `place` with that letter. */
export type FrameKey =
  { readonly kind: 'palette' | 'sheet' | 'wait' | 'import' } | { readonly kind: 'place'; readonly letter: string };

/** What a key means to the frame; null where it is the page's own. `waiting`: G was the key before. */
export function frameKey(stroke: Stroke, waiting: boolean): FrameKey | null {
  const { key, ctrlKey, metaKey, shiftKey, altKey, target } = stroke;
  if (altKey || isInDialog(target)) return null;
  if ((ctrlKey || metaKey) && !shiftKey && key.toLowerCase() === 'k') return { kind: 'palette' };
  if (ctrlKey || metaKey || isTyping(target)) return null;
  if (key === '?') return { kind: 'sheet' };
  if (shiftKey) return null;
  if (waiting) return key.length === 1 && key !== 'g' ? { kind: 'place', letter: key.toLowerCase() } : null;
  if (key === 'i') return { kind: 'import' };
  return key === 'g' ? { kind: 'wait' } : null;
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('dialog') !== null;
}
