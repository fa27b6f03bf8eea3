import type { Page } from 'playwright';
import { expect } from 'vitest';
import { jobState } from './google-site.ts';

/** Changes the stored jobs, as time or another program might have. */
export async function changeJobs(page: Page, part: 'poll' | 'passport', change: object): Promise<void> {
  await page.evaluate(
    async ([member, values]) => {
      const open = indexedDB.open('lapidary');
      await new Promise((resolve) => (open.onsuccess = resolve));
      const store = open.result.transaction('jobs', 'readwrite').objectStore('jobs');
      const all = store.getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      // The cast: this table holds jobs.
      for (const job of all.result as Record<string, object>[]) {
        store.put({ ...job, [member]: { ...job[member], ...values } });
      }
      await new Promise((resolve) => (store.transaction.oncomplete = resolve));
      open.result.close();
    },
    [part, change] as const,
  );
}

/** Searches as if minutes had gone by, on the page of the job: the next one is the last. */
export async function endSearches(page: Page): Promise<void> {
  await changeJobs(page, 'poll', { searches: 3, dueAt: 0 });
  const ask = page.getByRole('button', { name: 'Ask now' });
  await expect
    .poll(async () => {
      if (await ask.isVisible()) await ask.click({ timeout: 1_000 }).catch(() => undefined);
      return jobState(page).innerText();
    })
    .not.toBe('Looking for the job');
}
