import { expect, it } from 'vitest';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import { giveKey, goToAddress, useGoogle } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { LESSONS } from '../support/tune-kill-run.ts';
import { chooseService, openTune, startTuning } from '../support/tune-page.ts';

const google = useGoogle({ tunable: true });

it('a page says that it has no network, and goes on with its jobs as soon as there is one', async () => {
  google.emulator.state.plan = { outcome: 'stall', queueMs: 0, durationMs: 600_000 };
  const page = await google.visit();
  await giveKey(page);
  await goToAddress(page, '#/');
  await importFiles(page, LESSONS);
  await openTune(page);
  await chooseService(page, 'Gemini API');
  await startTuning(page);
  const ask = page.getByRole('button', { name: 'Ask now' });
  await ask.waitFor();
  const silence = page.getByText(/^No answer came from Google/);
  await page.context().setOffline(true);
  await ask.click();
  await silence.waitFor();
  await page.evaluate(putOff);
  const since = google.emulator.requests.length;
  await page.context().setOffline(false);
  await expect.poll(() => google.emulator.requests.length, { timeout: 5_000 }).toBeGreaterThan(since);
  await expect.poll(() => silence.count(), { timeout: 5_000 }).toBe(0);
});

/** Runs in the page: the next try by itself is an hour away, as after long silence it may be a minute. */
async function putOff(): Promise<void> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the database could not be changed'));
    });
  const database = await settled(indexedDB.open('lapidary'));
  const jobs = database.transaction('jobs', 'readwrite').objectStore('jobs');
  // The cast: the program writes nothing else into this store.
  const [job] = (await settled(jobs.getAll())) as TuningJob[];
  if (!job) throw new Error('no job is stored');
  await settled(jobs.put({ ...job, poll: { ...job.poll, dueAt: Date.now() + 3_600_000 } }));
  database.close();
}
