import { counted } from '../../core/amount.ts';
import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { readResultRows } from '../../store/evaluation/result-rows.ts';
import { setMark } from '../../store/versions/marks.ts';
import type { OpenDataset } from '../dataset/open-dataset.ts';
import type { Notices } from '../frame/notices.svelte.ts';

/** The mark of rows that people should look at again. */
const MARK = 'evaluation';
const VALUE = 'to correct';

/** Marks rows of an evaluation in the dataset, so that they can be found and corrected there. One version, undone as one. */
export async function markToCorrect(
  { dataset, info, head }: OpenDataset,
  evaluation: Evaluation,
  indexes: readonly number[],
  notices: Notices,
): Promise<void> {
  if (head.digest !== evaluation.digest) return;
  const marked = await notices.run(async () => {
    const rows = await readResultRows(evaluation, indexes);
    const positions = Uint32Array.from(rows, ({ position }) => position).sort();
    const values = new Uint16Array(positions.length).fill(1);
    return setMark(info.id, info.seq, { name: MARK, dictionary: [VALUE], rows: positions, values });
  });
  if (marked) dataset.say(`Marked ${counted(indexes.length, 'row')} “${VALUE}”.`, marked);
}
