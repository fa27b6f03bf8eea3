const PADDING = 20;
const TITLE_EXTRA = 36;
const WIDEST = 1_200;
const NARROWEST = 64;

/** CSS pixels in which a column shows its title and these texts whole, within reason, in the font of an element. */
export function naturalWidth(element: HTMLElement, title: string, texts: readonly string[]): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return WIDEST / 4;
  const { font } = getComputedStyle(element);
  context.font = font;
  const widest = Math.max(0, ...texts.map((text) => context.measureText(text.slice(0, 300)).width));
  context.font = font.replace(/\b400\b/, '600');
  const titled = context.measureText(title).width + TITLE_EXTRA;
  return Math.ceil(Math.min(Math.max(widest + PADDING, titled, NARROWEST), WIDEST));
}
