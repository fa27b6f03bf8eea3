import { counted } from '../core/amount.ts';
import type { Batch } from '../core/evaluation/batch.ts';
import { momentWords } from './when-words.ts';

/** How far a batch is, and what is known of what it costs. */
export function batchWords({ state, reading, fingerprints, createdAt, problem, dueAt }: Batch): string {
  const what = `${counted(fingerprints.length, 'question')}, sent ${momentWords(createdAt)}`;
  switch (state) {
    case 'sending':
      return `${what}: being sent.`;
    case 'refused':
      return `${counted(fingerprints.length, 'question')}, not sent yet and not charged. ${problem?.what ?? 'Google asked for a pause.'} It’s sent by itself at ${momentWords(dueAt)} if this page is open.`;
    case 'unknown':
      return `${what}: Google’s answer was lost, so the batch may or may not be there. It is looked for, and nothing is sent again meanwhile.`;
    case 'lost':
      return `${what}: Google’s answer was lost, and Google lists no such batch. It may still turn up and cost. Look again, or ask these questions again.`;
    case 'running':
      if (problem) return `${what}: under way. Google couldn’t be asked just now. ${problem.what}`;
      return `${what}: ${reading?.state === 'pending' ? 'waiting at Google' : 'being answered'}. At most 24 hours.`;
    case 'ended':
      return `${what}: over.`;
  }
}
