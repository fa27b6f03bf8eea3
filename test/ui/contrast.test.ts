import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');

/** Ground and text pairs that the styles use; 4.5 for text (WCAG 2.2, 1.4.3), 3 for edges of controls (1.4.11). */
const pairs: readonly (readonly [string, string, number])[] = [
  ...['ground', 'surface', 'raised', 'tint', 'warn-tint', 'bad-tint', 'good-tint', 'found'].map(
    (on) => ['text', on, 4.5] as const,
  ),
  ...['ground', 'surface', 'raised', 'tint', 'warn-tint', 'bad-tint', 'good-tint'].map(
    (on) => ['muted', on, 4.5] as const,
  ),
  ...['ground', 'surface', 'tint', 'raised', 'good-tint'].map((on) => ['accent', on, 4.5] as const),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['bad', 'bad-tint', 4.5],
  ['bad', 'surface', 4.5],
  ['bad', 'ground', 4.5],
  ['warn', 'warn-tint', 4.5],
  ['good', 'good-tint', 4.5],
  ['second', 'surface', 3],
  ['edge', 'surface', 3],
  ['edge', 'ground', 3],
];

function token(name: string): readonly [light: string, dark: string] {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (!match) throw new Error(`no such token: ${name}`);
  return [match[1] ?? '', match[2] ?? ''];
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('contrast of the colours', () => {
  it.each(pairs)('%s on %s is at least %d to 1, light and dark', (text, ground, least) => {
    const [lightText, darkText] = token(text);
    const [lightGround, darkGround] = token(ground);
    expect(contrast(lightText, lightGround)).toBeGreaterThanOrEqual(least);
    expect(contrast(darkText, darkGround)).toBeGreaterThanOrEqual(least);
  });
});
