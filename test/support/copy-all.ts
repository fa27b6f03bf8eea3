import type { Locator, Page } from 'playwright';
import { holdsSecret } from './find-secret.ts';
import { readClipboard } from './read-clipboard.ts';

/** Presses everything on a page that copies: what each puts into the clipboard, by its title, and what lay there before. */
export async function copyAll(page: Page): Promise<ReadonlyMap<string, string>> {
  const copied = new Map([['before', await readClipboard(page)]]);
  // A button that has copied is called so for a while; its title stays.
  for (const button of await page.locator('button[title^="Copy"]').all()) {
    const title = (await button.getAttribute('title')) ?? '';
    copied.set(title, `${copied.get(title) ?? ''}${await copy(page, button)}`);
  }
  return copied;
}

/** What copies a secret. */
export async function copiesWith(page: Page, secrets: readonly string[]): Promise<string[]> {
  const copied = [...(await copyAll(page))];
  return copied.flatMap(([title, text]) => (holdsSecret(text, secrets) ? [`clipboard: ${title}`] : []));
}

/**
 * What a button copies. It may be in something that is folded, so it is pressed by script. On a busy machine its text comes late,
 * and what was copied before would be read instead: it says so when it has copied.
 */
async function copy(page: Page, button: Locator): Promise<string> {
  await button.evaluate(async (element: HTMLButtonElement) => {
    const deadline = performance.now() + 5_000;
    const until = async (isSaid: boolean): Promise<void> => {
      while ((element.ariaLabel === 'Copied') !== isSaid && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    await until(false);
    element.click();
    await until(true);
  });
  return readClipboard(page);
}
