/** A key that was pressed, and where. */
export type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'target'>;

/** What Ctrl/Cmd+Z and Shift+Z mean here; nothing within a text field, which has an undo of its own. */
export function historyKey({ key, ctrlKey, metaKey, shiftKey, altKey, target }: Stroke): 'undo' | 'redo' | null {
  if (!(ctrlKey || metaKey) || altKey || isTyping(target)) return null;
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  if (key.toLowerCase() === 'y' && !shiftKey) return 'redo';
  return null;
}

/** Whether keys go into a field; single-key shortcuts must then stay silent. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog')) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'file'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
