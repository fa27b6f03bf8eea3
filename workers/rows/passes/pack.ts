import { ok } from '../../../src/core/failure.ts';
import type { CheckRequest, PackWish } from '../../contracts/tune.ts';
import { choosePack } from '../choose-pack.ts';
import { openVersion } from '../open-version.ts';
import { definePass } from '../define-pass.ts';

export interface PackInput {
  readonly request: CheckRequest;
  readonly mark: string;
  readonly wish: PackWish;
}

/** Chooses the examples of a few-shot pack among the training rows. */
export default definePass({
  id: 'pack',

  async lead({ request, mark, wish }: PackInput) {
    const opened = await openVersion(request.versionId);
    if (!opened.ok) return opened;
    const pack = await choosePack(opened.value, request, mark, wish);
    return pack.ok ? ok({ output: pack.value }) : pack;
  },
});
