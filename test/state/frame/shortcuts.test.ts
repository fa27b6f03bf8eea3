import { describe, expect, it } from 'vitest';
import { Shortcuts } from '../../../src/state/frame/shortcuts.svelte.ts';

describe('shortcuts', () => {
  it('of a page are listed for as long as the page is there', () => {
    const shortcuts = new Shortcuts();
    const group = { title: 'Rows', keys: [{ strokes: ['J'], does: 'Next row' }] };
    const leave = shortcuts.offer(group);
    expect(shortcuts.groups).toEqual([group]);
    leave();
    expect(shortcuts.groups).toEqual([]);
  });

  it('close what they opened, and not what the palette has opened instead', () => {
    const shortcuts = new Shortcuts();
    shortcuts.show('palette');
    shortcuts.show('sheet');
    shortcuts.close('palette');
    expect(shortcuts.open).toBe('sheet');
    shortcuts.close('sheet');
    expect(shortcuts.open).toBeNull();
  });
});
