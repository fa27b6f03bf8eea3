import { untrack } from 'svelte';

/** One thing that keys do. */
export interface KeyHelp {
  /** Pressed one after another, each perhaps a chord: ["G", "R"], ["Ctrl+Z"]. */
  readonly strokes: readonly string[];
  readonly does: string;
}

/** Keys that belong together: those of a page, those that work everywhere. */
export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly KeyHelp[];
}

/** What keys do on the page that is open, and whether their sheet or the command palette is shown. */
export class Shortcuts {
  /** What was opened by a key or a button, above the page. */
  open = $state<'sheet' | 'palette' | null>(null);
  groups = $state.raw<readonly KeyGroup[]>([]);

  /**
   * Lists the keys of a page in the sheet for as long as the page is there: `$effect(() => shortcuts.offer(group))`.
   * The page listens to them itself.
   */
  offer = (group: KeyGroup): (() => void) => {
    untrack(() => (this.groups = [...this.groups, group]));
    return () => {
      this.groups = this.groups.filter((other) => other !== group);
    };
  };

  show = (what: 'sheet' | 'palette'): void => {
    this.open = what;
  };

  /** What was opened instead meanwhile stays. */
  close = (what: 'sheet' | 'palette'): void => {
    if (this.open === what) this.open = null;
  };
}
