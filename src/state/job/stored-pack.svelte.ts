import type { FewShotPack } from '../../core/few-shot/prompt-pack.ts';
import { getPack } from '../../store/google/packs.ts';
import { Live } from '../frame/live.svelte.ts';

/** A few-shot pack as it is stored. */
export class StoredPack {
  readonly live: Live<FewShotPack | undefined>;

  constructor(id: string) {
    this.live = new Live(() => getPack(id));
  }
}
