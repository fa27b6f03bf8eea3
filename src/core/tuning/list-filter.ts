import type { ServiceId } from './model-ref.ts';
import type { JobReading } from './reading.ts';

/** What is typed above a list of jobs, as its service is asked, and what is left to be looked for here. */
export interface ListFilter {
  /** The service's own syntax; empty for all jobs. */
  readonly sent: string;
  /** Lower-case words, each of which must occur in a job that is shown. */
  readonly words: readonly string[];
}

/** `labels.team=blue`, `state:*`; a dot alone is part of a name. */
const TERM = /^[\w.-]+\s*([=:<>]|!=)/;

/**
 * Takes apart what is typed. The Gemini API looks for words by itself, and knows `owner:me`. The Agent Platform takes terms such
 * as `labels.team=blue AND state=JOB_STATE_RUNNING` and refuses plain words, so that those are looked for in what it lists.
 */
export function readListFilter(service: ServiceId, typed: string): ListFilter {
  const text = typed.trim();
  if (service === 'gemini-api' || TERM.test(text)) return { sent: text, words: [] };
  return {
    sent: '',
    words: text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== ''),
  };
}

/** Whether all words occur in what names a job: its display name, its base model, its own name. */
export function passesWords({ displayName, baseModel, name }: JobReading, words: readonly string[]): boolean {
  const text = `${displayName} ${baseModel} ${name}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
