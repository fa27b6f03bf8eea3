import { catalogue as shipped } from '../../core/models/index.ts';
import type { Catalogue } from '../../core/models/catalogue.ts';
import { checkOverrides } from '../../core/models/check-overrides.ts';
import { type CatalogueOverrides, withOverrides } from '../../core/models/catalogue-overrides.ts';
import type { Json } from '../../core/json.ts';
import { readOverrides, saveOverrides } from '../../store/google/overrides.ts';
import type { Notices } from '../frame/notices.svelte.ts';

/** Models, prices and limits as this program knows them, with what the user knows better. */
export class KnownCatalogue {
  current = $state.raw<Catalogue>(shipped);
  /** The user's changes as JSON text; empty where there are none. */
  text = $state('');
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  begin = async (): Promise<void> => {
    await this.#notices.attempt(async () => {
      const text = await readOverrides();
      if (this.#faults(text).length === 0) this.#take(text);
    });
  };

  /** Keeps changes; gives what is wrong with them, and keeps nothing then. */
  save = async (text: string): Promise<readonly string[]> => {
    const faults = this.#faults(text);
    if (faults.length > 0) return faults;
    await this.#notices.attempt(() => saveOverrides(text));
    this.#take(text);
    return [];
  };

  #take(text: string): void {
    this.text = text;
    // The cast: `checkOverrides` has found nothing wrong with it.
    this.current = text.trim() === '' ? shipped : withOverrides(shipped, JSON.parse(text) as CatalogueOverrides);
  }

  #faults(text: string): readonly string[] {
    if (text.trim() === '') return [];
    try {
      // The cast: what JSON.parse gives is JSON.
      return checkOverrides(JSON.parse(text) as Json, shipped);
    } catch (error) {
      return [`This is not JSON: ${error instanceof Error ? error.message : String(error)}`];
    }
  }
}
