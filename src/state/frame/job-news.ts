import { isEnded } from '../../core/tuning/follow-job.ts';
import { endedWords, stateWords } from '../../core/tuning/job-words.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { listJobs } from '../../store/google/jobs.ts';
import { watch } from '../../store/live.ts';
import type { Google } from '../settings/google.svelte.ts';
import type { Notices } from './notices.svelte.ts';

/**
 * Goes on with jobs that were under way when the page was left, and tells when one ends while this page is open: on the
 * page, and by the browser where the user has asked for that.
 */
export function followJobNews(google: Google, notices: Notices): () => void {
  const open = new Set<string>();
  let begun = false;
  const take = (jobs: readonly TuningJob[]): void => {
    for (const job of jobs) {
      if (!isEnded(job.state)) {
        open.add(job.id);
      } else if (open.delete(job.id) && job.service !== null) {
        tellOfEnd(job, notices);
      }
    }
    if (open.size === 0 || begun) return;
    begun = true;
    void google.begin();
  };
  const look = (): void => {
    if (open.size > 0 && !document.hidden) void google.call((api) => api.lookAgain());
  };
  const goOnline = (): void => {
    if (open.size > 0) void google.call((api) => api.goOnline());
  };
  // Workers are not always told.
  window.addEventListener('online', goOnline);
  // A tab that was frozen, or one of a machine that slept, knows less than it seems to.
  document.addEventListener('visibilitychange', look);
  document.addEventListener('resume', look);
  const stop = watch(listJobs, take, () => undefined);
  return () => {
    stop();
    window.removeEventListener('online', goOnline);
    document.removeEventListener('visibilitychange', look);
    document.removeEventListener('resume', look);
  };
}

/** Says that a job has ended, and how: one that failed is no success. */
export function tellOfEnd(job: TuningJob, notices: Pick<Notices, 'say' | 'doubt'>): void {
  const words = job.reading ? endedWords(job.reading) : stateWords(job.state);
  if (job.state === 'failed') notices.doubt(`${job.displayName}: ${words}`, 'The job’s page says what to do.');
  else notices.say(`${job.displayName}: ${words}`);
  // The page itself has said it already where it is looked at.
  if (!('Notification' in globalThis) || !document.hidden || Notification.permission !== 'granted') return;
  new Notification(job.displayName, { body: words, tag: job.id, icon: './icons/lapidary-192.png' });
}

/** Whether the browser can still be asked to tell of the end of jobs. */
export function canAskToNotify(): boolean {
  return 'Notification' in globalThis && Notification.permission === 'default';
}

/** Asks the browser; true where the user agreed. */
export async function askToNotify(): Promise<boolean> {
  return (await Notification.requestPermission()) === 'granted';
}
