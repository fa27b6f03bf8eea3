import type { Component } from 'svelte';

/** What stands at an address: the page, loaded when first visited, and its name for the title and the ear. */
export interface Place {
  readonly title: string;
  readonly load: () => Promise<{ readonly default: Component }>;
}

export interface Section extends Place {
  readonly id: string;
}
