import { fail, ok, type Result } from '../core/failure.ts';

/** A small dataset that comes with the site. */
export interface Sample {
  readonly file: string;
  readonly title: string;
  readonly summary: string;
}

export const samples: readonly Sample[] = [
  {
    file: 'number-sequence.csv',
    title: 'Number sequence',
    summary: 'Number puzzles with stray spaces, duplicates and empty answers to clean up',
  },
  {
    file: 'alert-summaries.jsonl',
    title: 'Alert summaries',
    summary: 'Long infrastructure alerts and their one-line summaries',
  },
  { file: 'preference-pairs.jsonl', title: 'Preference pairs', summary: 'Prompts with a better and a worse answer' },
];

/** Fetches a sample as a file, as if the user had chosen it. It comes from our own site, offline from its cache. */
export async function loadSample({ file }: Sample): Promise<Result<File>> {
  try {
    const response = await fetch(new URL(`samples/${file}`, document.baseURI));
    if (!response.ok) return fail({ kind: 'unreadable-file', file, why: `the server answered ${response.status}` });
    return ok(new File([await response.blob()], file));
  } catch (error) {
    return fail({ kind: 'unreadable-file', file, why: error instanceof Error ? error.message : String(error) });
  }
}
