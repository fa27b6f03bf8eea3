import { targets } from '../targets/index.ts';

/** A place that takes a file for tuning, whether Lapidary can start a job there or only write the file. */
export interface TuningPlace {
  /** A target's id, or one of `ELSEWHERE`. */
  readonly id: string;
  readonly title: string;
  /** The format of its lines. */
  readonly format: string;
  readonly isTarget: boolean;
  readonly examplesAtLeast?: number;
  readonly examplesAtMost?: number;
  readonly fileBytes?: number;
  /** Where its limits are from, with the day. */
  readonly source: string;
}

/** Trainers and services beyond Google's: rows for them are exported. */
const ELSEWHERE: readonly Omit<TuningPlace, 'isTarget'>[] = [
  {
    ...{ id: 'openai', title: 'OpenAI', format: 'openai-chat', examplesAtLeast: 10 },
    source: 'OpenAI, supervised fine-tuning, 2026; new jobs end on 2027-01-06',
  },
  {
    ...{ id: 'together', title: 'Together AI', format: 'openai-chat', fileBytes: 100_000_000_000 },
    source: 'Together AI, data preparation, 2026',
  },
  {
    ...{ id: 'fireworks', title: 'Fireworks AI', format: 'openai-chat', examplesAtLeast: 3, examplesAtMost: 3_000_000 },
    source: 'Fireworks AI, fine-tuning models, 2026',
  },
  { id: 'llama-factory', title: 'LLaMA-Factory', format: 'sharegpt', source: 'LLaMA-Factory, data/README, 2026' },
  { id: 'trl', title: 'TRL (Hugging Face)', format: 'openai-chat', source: 'TRL, dataset formats, 2026' },
];

/** Every place, those of Google first. */
export const tuningPlaces: readonly TuningPlace[] = [
  ...targets
    .filter(({ service }) => service !== null)
    .map(({ id, title, format }) => ({ id, title, format, isTarget: true, source: '' })),
  ...ELSEWHERE.map((place) => ({ ...place, isTarget: false })),
];

export function findPlace(id: string): TuningPlace | undefined {
  return tuningPlaces.find((place) => place.id === id);
}
