/** How many examples people advise for one kind of task. */
export interface AdvisedSize {
  readonly task: string;
  /** Examples; `most` is null where more is always welcome. */
  readonly least: number;
  readonly most: number | null;
  /** Who says so, and when it was read. */
  readonly source: string;
}

const DOCS = 'Google, Gemini API: model tuning, 2025-05';
const PLATFORM = 'Google Cloud, supervised tuning for Gemini, 2026-09-25';
const REPORT = 'Field report on tuning Gemini, 2025';

/** From the smallest on. None of them is a limit: what a service refuses is a rule of its target. */
export const advisedSizes: readonly AdvisedSize[] = [
  { task: 'A first try', least: 20, most: 100, source: DOCS },
  { task: 'Classification', least: 100, most: null, source: DOCS },
  { task: 'Search in documents', least: 100, most: null, source: DOCS },
  { task: 'Summaries', least: 100, most: 500, source: DOCS },
  { task: 'Most tasks on the Agent Platform', least: 100, most: null, source: PLATFORM },
  { task: 'For production', least: 500, most: 10_000, source: 'Tuning guide for Vertex AI, 2025' },
  { task: 'One field of knowledge, such as legal questions', least: 3_000, most: 5_000, source: REPORT },
  { task: 'A style in everything, or many tasks at once', least: 20_000, most: 50_000, source: REPORT },
];

/** What a number of rows is for a task: fewer than advised, as many, or more. */
export function sizeFits(rows: number, { least, most }: AdvisedSize): 'few' | 'enough' | 'more' {
  if (rows < least) return 'few';
  return most !== null && rows > most ? 'more' : 'enough';
}
