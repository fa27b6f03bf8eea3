import type { PinnedSplit, Reader, Side } from '../../jobs/reader.ts';
import type { KnownModel } from '../tune/known-models.ts';

/** A model that was made from rows of the dataset, and which ones. */
export interface MadeFromRows {
  readonly title: string;
  readonly isPack: boolean;
  readonly split: PinnedSplit;
}

/** A row of a version. */
export interface RowPlace {
  readonly versionId: string;
  /** From 0. */
  readonly position: number;
}

/** The chosen models that were made from this dataset, each once. */
export function madeFrom(datasetId: string, models: readonly (KnownModel | null)[]): readonly MadeFromRows[] {
  const jobs = models.flatMap((model) => (model?.job?.datasetId === datasetId ? [model.job] : []));
  return [...new Set(jobs)].flatMap(({ displayName, service, passport }) =>
    passport === null
      ? []
      : [
          {
            title: displayName,
            isPack: service === null,
            split: { versionId: passport.versionId, mark: passport.split.mark },
          },
        ],
  );
}

/** What the models have seen of a row, in sentences, each once: an answer that was learnt by heart proves nothing. */
export async function tellSides(
  reader: Reader,
  row: RowPlace,
  models: readonly MadeFromRows[],
): Promise<readonly string[]> {
  const told = await Promise.all(
    models.map(async (model) => {
      const side = await reader.side(row.versionId, row.position, model.split);
      return side.ok ? [sideWords(model, side.value)] : [];
    }),
  );
  return [...new Set(told.flat())];
}

export function sideWords({ title, isPack }: MadeFromRows, side: Side | null): string {
  if (side === 'validation') return `Held out: ${title} has never seen this row.`;
  if (side === null) return `${title} was made without this row.`;
  return isPack
    ? `The examples of ${title} were chosen from this row and others: it may be one of them.`
    : `${title} was trained on this row: that it knows the answer proves little.`;
}
