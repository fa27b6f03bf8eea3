import type { Component } from 'svelte';

/** What stands at an address: the page, loaded when first visited, and its name for the title and the ear. */
export interface Place {
  readonly title: string;
  readonly load: () => Promise<{ readonly default: Component }>;
}

export interface Section extends Place {
  readonly id: string;
  /** Whether addresses go on below it: a job of the dataset, a model that is tried. */
  readonly deep?: boolean;
}
