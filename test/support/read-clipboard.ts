import type { Page } from 'playwright';

/** What is in the clipboard: pasted, since no page of ours may read it. Takes the focus. */
export async function readClipboard(page: Page): Promise<string> {
  const field = await page.evaluateHandle(() => {
    const area = document.createElement('textarea');
    // What is outside of an open dialog can't be typed in.
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.focus();
    return area;
  });
  await page.keyboard.press('Control+V');
  return field.evaluate((area) => {
    area.remove();
    return area.value;
  });
}
