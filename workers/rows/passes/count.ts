import { ok } from '../../../src/core/failure.ts';
import type { CheckRequest } from '../../contracts/tune.ts';
import { countableRows } from '../countable-rows.ts';
import { openVersion } from '../open-version.ts';
import { definePass } from '../define-pass.ts';

export interface CountInput {
  readonly request: CheckRequest;
  readonly positions: readonly number[];
}

/** Rows at some positions as they would be sent, taken apart for counting their tokens. */
export default definePass({
  id: 'count',

  async lead({ request, positions }: CountInput) {
    const opened = await openVersion(request.versionId);
    return opened.ok ? ok({ output: await countableRows(opened.value, request, positions) }) : opened;
  },
});
