import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import type { Page } from 'playwright';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const THEMES = ['light', 'dark'] as const;
const WINDOWS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

/**
 * What axe finds wrong with the page as it stands, in both themes and at both widths: one line for each element; and
 * whether the page is wider than its window, or ends above its bottom. The debugger puts axe into the page, which no
 * content policy forbids it.
 */
export async function findViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  const found: string[] = [];
  for (const window of WINDOWS) {
    await page.setViewportSize(window);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${window.width} px: the page is ${wide} px too wide`);
    const unused = await page.evaluate(
      () => innerHeight - (document.querySelector('main')?.getBoundingClientRect().bottom ?? 0),
    );
    if (unused > 1) found.push(`${window.width} px: the page leaves ${unused} px of its window unused`);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      for (const { id, help, nodes } of await runAxe(page)) {
        for (const { html, any } of nodes) {
          const why = any.map(({ message }) => message).join(' ');
          found.push(`${colorScheme}, ${window.width} px: ${id}: ${help}: ${html} ${why}`);
        }
      }
    }
  }
  await page.setViewportSize(WINDOWS[0]);
  return found;
}

async function runAxe(page: Page): Promise<Axe.AxeResults['violations']> {
  return page.evaluate(async () => {
    // Half-way to another colour there is always too little contrast. What is folded away is never drawn, nor does it end.
    const drawn = document.getAnimations().filter(({ effect }) => {
      return effect instanceof KeyframeEffect && effect.target?.checkVisibility();
    });
    await Promise.allSettled(drawn.map(({ finished }) => finished));
    const { axe } = window as unknown as { axe: typeof Axe }; // Put there above.
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations;
  });
}
