import type { Example, Turn } from '../../core/example/example.ts';
import { findFormat } from '../../core/formats/index.ts';
import { ShapeError } from '../../core/formats/format.ts';
import { columnsFormat } from '../../core/example/columns-format.ts';
import { addRow } from '../../store/versions/add-row.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { OpenDataset } from '../dataset/open-dataset.ts';

/** Makes an answer a row of the dataset, in the format that the dataset has. */
export async function addAnswer(
  open: OpenDataset,
  notices: Notices,
  turns: readonly Turn[],
  text: string,
): Promise<void> {
  const example: Example = {
    turns: [...turns, { role: 'model', parts: [{ kind: 'text', text }] }],
    meta: { format: '', rest: '{}' },
  };
  const { head, info, dataset } = open;
  const format =
    (head.format === undefined ? undefined : findFormat(head.format)) ?? columnsFormat(head.mapping, head.columns);
  try {
    const row = JSON.stringify(format.fromExample(example));
    const added = await notices.run(() => addRow(info.id, row, 'Added an answer'));
    if (added) dataset.say(`Added as row ${String(added.rowCount)}.`, added);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    notices.say('This answer can’t be a row here.', null, `${format.title}: ${error.message}`);
  }
}
