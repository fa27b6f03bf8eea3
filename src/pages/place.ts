import type { Component } from 'svelte';

/** What is at an address: the page, loaded when first visited, and its name for the title and the ear. */
export interface Place {
  readonly title: string;
  readonly load: () => Promise<{ readonly default: Component }>;
  /** Whether text that is pasted there becomes a dataset. */
  readonly takesText?: boolean;
}

/** Where a page of a dataset is in the navigation: what is done to the rows, what they are for, and what has been done. */
export type SectionGroup = 'data' | 'out' | 'past';

export interface Section extends Place {
  readonly id: string;
  readonly group: SectionGroup;
  /** Pressed after G, it goes there. */
  readonly key?: string;
  /** Whether addresses go on below it: a job of the dataset, a model that is tried. */
  readonly deep?: boolean;
  /** Whether it fills the window and scrolls inside itself; other pages are as wide as the page grid. */
  readonly full?: boolean;
}

/** A page that belongs to no dataset, as keys and the palette know it. */
export interface FramePlace {
  readonly title: string;
  readonly path: readonly string[];
  /** Pressed after G, it goes there. */
  readonly key: string;
}
