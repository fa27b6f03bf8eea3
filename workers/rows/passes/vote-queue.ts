import { fail, ok } from '../../../src/core/failure.ts';
import { voteItems } from '../../../src/core/judge/vote-items.ts';
import { readJudgedRows } from '../../../src/store/evaluation/judged-rows.ts';
import { getJudging } from '../../../src/store/evaluation/judgings.ts';
import { definePass } from '../define-pass.ts';

/** The answers that somebody is to vote on for one question of a judge. */
export default definePass({
  id: 'vote-queue',

  async lead({ judgingId, question }: { readonly judgingId: string; readonly question: number }) {
    const judging = await getJudging(judgingId);
    const asked = judging?.questions[question];
    if (!judging || !asked) return fail({ kind: 'storage-lost', what: 'this judge' });
    const read = await readJudgedRows(judging);
    return read ? ok({ output: voteItems(asked, read.rows) }) : fail({ kind: 'storage-lost', what: 'this evaluation' });
  },
});
